import {
  FlawFound,
  headersOf,
  methodOf,
  millisecondsOf,
  type Part,
  partOf,
  startOf,
  statusOf,
  urlOf,
} from './fields.ts'
import type { ReadExchange } from './recorded.ts'

/**
 * Reads a line of NDJSON: `{ request: { method, url, headers?, body? }, response?: { status, headers?, body? }, startedAt?, durationMs? }`.
 * Bodies are texts.
 */
export function readLine(line: Part): ReadExchange {
  try {
    const request = partOf(line, 'request')
    const response = partOf(line, 'response')
    const status = response.value === undefined ? 0 : statusOf(partOf(response, 'status'))
    const sent = bodyOf(partOf(request, 'body'))
    return {
      request: {
        method: methodOf(partOf(request, 'method')),
        url: urlOf(partOf(request, 'url')),
        headers: headersOf(partOf(request, 'headers')),
        ...(sent === undefined ? {} : { body: sent }),
      },
      ...(status === 0
        ? {}
        : {
            response: {
              status,
              headers: headersOf(partOf(response, 'headers')),
              body: new TextEncoder().encode(bodyOf(partOf(response, 'body')) ?? ''),
            },
          }),
      ...startOf(partOf(line, 'startedAt')),
      durationMs: millisecondsOf(partOf(line, 'durationMs')),
    }
  } catch (error) {
    if (error instanceof FlawFound) return error.flaw
    throw error
  }
}

function bodyOf({ value, path }: Part): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw new FlawFound({ path, problem: 'must be a text, with the body as it was on the wire' })
}
