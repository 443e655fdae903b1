import type { RawResponse } from '../judge/read-response.ts'
import type { TargetRequest } from '../target/target.ts'
import type { Secrets } from './secrets.ts'

/** One exchange as the run holds it: raw. */
export interface RecordedExchange {
  readonly request: TargetRequest
  /** The headers that carried credentials, besides those of the request, as they may be shown. */
  readonly credentials?: readonly (readonly [string, string])[]
  readonly response?: RawResponse
  /** Why there is no response. */
  readonly failure?: string
  readonly durationMs: number
}

declare const masked: unique symbol

/** An exchange as it may be shown: every secret in it is masked. Only `toEvidence` makes one. */
export interface Evidence {
  readonly [masked]?: true
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

/** How much of a body is shown, in characters. */
const SHOWN = 4_000

export function toEvidence(
  { request, credentials = [], response, failure, durationMs }: RecordedExchange,
  target: string,
  secrets: Secrets,
): Evidence {
  const { mask } = secrets
  return {
    request: {
      method: request.method,
      url: mask(`${target}${request.path}`),
      headers: withCredentials(maskHeaders(request.headers, mask), credentials),
      ...(request.body === undefined ? {} : { body: mask(shown(request.body)) }),
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: maskHeaders(response.headers, mask),
            body: mask(shown(response.body)),
            ...(response.defect === undefined ? {} : { defect: response.defect }),
          },
        }),
    ...(failure === undefined ? {} : { failure }),
    durationMs: Math.round(durationMs),
  }
}

function shown(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, SHOWN * 4))
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}... (${body.length} bytes)` : text
}

/** A header of the request's own takes the place of one that would have carried credentials. */
function withCredentials(
  headers: Readonly<Record<string, string>>,
  credentials: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> {
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const added = credentials.filter(([name]) => !own.has(name.toLowerCase()))
  return added.length === 0 ? headers : { ...headers, ...Object.fromEntries(added) }
}

function maskHeaders(
  headers: readonly (readonly [string, string])[],
  mask: (text: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    headers.map(([name, value]) => [
      name,
      /^(authorization|proxy-authorization|cookie)$/i.test(name) ? '<credentials>' : mask(value),
    ]),
  )
}

/** A value of a finding with every secret in it masked, and cut to a length that can be shown. */
export function maskValue(value: unknown, secrets: Secrets): unknown {
  if (typeof value === 'string') return cut(secrets.mask(value))
  if (value === undefined || value === null || typeof value !== 'object') return value
  const text = secrets.mask(JSON.stringify(value))
  if (text.length > SHOWN) return cut(text)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text
}
