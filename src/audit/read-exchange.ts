import {
  FlawFound,
  headersOf,
  methodOf,
  millisecondsOf,
  type DocumentPart,
  partOf,
  startOf,
  statusOf,
  urlOf,
} from './fields.ts'
import type { ReadExchange } from './recorded.ts'

/** The names that differ between the formats of recordings. */
export interface RecordingFormat {
  /** The names of the time of a request, and of its duration in milliseconds. */
  readonly startedAt: string
  readonly durationMs: string
  /** True if an exchange without an answer has a response too. */
  readonly hasResponse: boolean
  readonly sentBody: (request: DocumentPart) => string | undefined
  /** Undefined for a body that was not recorded. */
  readonly answeredBody: (response: DocumentPart) => Uint8Array | undefined
}

/** Reads an exchange of a recording. A response that is missing, or has the status 0, is no answer. */
export function readExchange(exchange: DocumentPart, format: RecordingFormat): ReadExchange {
  try {
    const [request, response] = [partOf(exchange, 'request'), partOf(exchange, 'response')]
    const status = response.value === undefined && !format.hasResponse ? 0 : statusOf(partOf(response, 'status'))
    const sent = format.sentBody(request)
    const answer = (): Pick<Extract<ReadExchange, { request: unknown }>, 'response'> => ({
      response: { status, headers: headersOf(partOf(response, 'headers')), body: format.answeredBody(response) },
    })
    return {
      request: {
        method: methodOf(partOf(request, 'method')),
        url: urlOf(partOf(request, 'url')),
        headers: headersOf(partOf(request, 'headers')),
        ...(sent === undefined ? {} : { body: sent }),
      },
      ...(status === 0 ? {} : answer()),
      ...startOf(partOf(exchange, format.startedAt)),
      durationMs: millisecondsOf(partOf(exchange, format.durationMs)),
    }
  } catch (error) {
    if (error instanceof FlawFound) return error.flaw
    throw error
  }
}
