import type { RawResponse } from '../http/raw-response.ts'
import type { TargetRequest } from '../http/target.ts'
import { excerpt, neededFor } from './excerpt.ts'
import type { Secrets } from './secrets.ts'

/** An answer as the run holds on to it: of a long body the beginning. */
export interface RecordedResponse extends RawResponse {
  /** How many bytes the body has, where that is more than is kept. */
  readonly length?: number
}

/** One exchange as the run holds it: raw. */
export interface RecordedExchange {
  readonly request: TargetRequest
  /** The headers that carried credentials, besides those of the request, as they may be shown. */
  readonly credentials?: readonly (readonly [string, string])[]
  readonly response?: RecordedResponse
  /** Why there is no response. */
  readonly failure?: string
  readonly durationMs: number
}

declare const masked: unique symbol

/** An exchange as it may be shown: every secret in it is masked. Only `toEvidence` makes one. */
export interface Evidence {
  readonly [masked]: true
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  }
  readonly response?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly defect?: string
  }
  readonly failure?: string
  readonly durationMs: number
}

/** How much of a body is shown, in characters; and of all headers of an answer together. */
const SHOWN = 4_000
/** The same of one header, or of a sentence that quotes what came. */
const SHOWN_TEXT = 1_000

/** What of an answer may be shown later, lest a case of many long ones fills the memory. */
export function toRecord(response: RawResponse, secrets: Secrets): RecordedResponse {
  const { body } = response
  const needed = bytesFor(secrets)
  // A copy, which slice of a Buffer is not: a part of the body would keep all of it.
  return body.length <= needed
    ? response
    : { ...response, body: new Uint8Array(body.subarray(0, needed)), length: body.length }
}

/** UTF-8 takes four bytes a character at most; one more than needed, so that a cut is seen. */
function bytesFor(secrets: Secrets): number {
  return 4 * (neededFor(SHOWN, secrets) + 1)
}

/** The exchange with all that is secret masked, and cut to a length that can be shown. */
export function toEvidence(
  { request, credentials = [], response, failure, durationMs }: RecordedExchange,
  target: string,
  secrets: Secrets,
): Evidence {
  const evidence: Omit<Evidence, typeof masked> = {
    request: {
      method: request.method,
      url: secrets.mask(`${target}${request.path}`),
      headers: withCredentials(byName(maskHeaders(request.headers, secrets)), credentials),
      ...(request.body === undefined ? {} : { body: shown(request.body, secrets) }),
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: byName(fewOf(maskHeaders(response.headers, secrets))),
            body: shown(response.body, secrets, response.length),
            ...(response.defect === undefined ? {} : { defect: response.defect }),
          },
        }),
    ...(failure === undefined ? {} : { failure }),
    durationMs: Math.round(durationMs),
  }
  return evidence as Evidence
}

function shown(body: Uint8Array, secrets: Secrets, length = body.length): string {
  const text = new TextDecoder().decode(body.subarray(0, bytesFor(secrets)))
  return excerpt(text, { length: SHOWN, secrets, more: `... (${length} bytes)` })
}

/** The values of a header that comes several times, one after another; under the name as it came first. */
function byName(headers: readonly Shown[]): Readonly<Record<string, string>> {
  const named = new Map<string, readonly [name: string, value: string]>()
  for (const [name, value] of headers) {
    const [first, before] = named.get(name.toLowerCase()) ?? [name, undefined]
    named.set(name.toLowerCase(), [first, before === undefined ? value : `${before}, ${value}`])
  }
  return Object.fromEntries(named.values())
}

/** The first of many headers, and how many there are besides. */
function fewOf(headers: readonly Shown[]): readonly Shown[] {
  let left = SHOWN
  const end = headers.findIndex(([name, value]) => (left -= name.length + value.length) < 0)
  return end < 0 ? headers : [...headers.slice(0, end), ['...', `${headers.length - end} more`]]
}

type Shown = readonly [name: string, value: string]

/** A header of the request's own takes the place of one that would have carried credentials. */
function withCredentials(
  headers: Readonly<Record<string, string>>,
  credentials: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> {
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const added = credentials.filter(([name]) => !own.has(name.toLowerCase()))
  return added.length === 0 ? headers : { ...headers, ...Object.fromEntries(added) }
}

function maskHeaders(headers: readonly Shown[], secrets: Secrets): readonly Shown[] {
  return headers.map(([name, value]) => [
    excerpt(name, { length: SHOWN_TEXT, secrets }),
    /^(authorization|proxy-authorization|cookie)$/i.test(name)
      ? '<credentials>'
      : excerpt(value, { length: SHOWN_TEXT, secrets }),
  ])
}

/** A sentence with every secret in it masked, cut to a length that can be shown. */
export function maskText(text: string, secrets: Secrets): string {
  return excerpt(text, { length: SHOWN_TEXT, secrets })
}

/** A value of a finding with every secret in it masked, and cut to a length that can be shown. */
export function maskValue(value: unknown, secrets: Secrets): unknown {
  if (typeof value === 'string') return excerpt(value, { length: SHOWN, secrets })
  if (value === undefined || value === null || typeof value !== 'object') return value
  const text = JSON.stringify(value)
  const safe = excerpt(text, { length: SHOWN, secrets })
  if (text.length > SHOWN) return safe
  try {
    return JSON.parse(safe) as unknown
  } catch {
    return safe
  }
}
