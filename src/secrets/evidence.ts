import { headerOf, type RawResponse } from '../http/raw-response.ts'
import { isCutWithin } from '../http/in-pieces.ts'
import type { TargetRequest } from '../http/target.ts'
import { decodeBytes } from './decode-bytes.ts'
import { excerpt, neededFor } from './excerpt.ts'
import { notJsonFrom } from './not-json-from.ts'
import type { Secrets } from './secrets.ts'
import { shownOutput } from './shown-output.ts'
import { sampleBody } from './sample-body.ts'
import type { Digits } from './with-zeros.ts'

/** A response as the run stores a response: a long body is cut. */
export interface RecordedResponse extends RawResponse {
  /** The length of the body in bytes, if the stored body is shorter. */
  readonly length?: number
}

/** An exchange as the run stores an exchange: no secret is masked. */
export interface RecordedExchange {
  readonly request: TargetRequest
  /** The operation of the case language; omitted for requests of the run itself. */
  readonly operation?: string
  /** The name of the sender. */
  readonly as: string
  /** The headers that carried credentials, in a form that is safe to show. */
  readonly credentials?: readonly (readonly [string, string])[]
  readonly response?: RecordedResponse
  /** The reason for the missing response. */
  readonly failure?: string
  /** Milliseconds since 1970; omitted where the start was not noted. */
  readonly startedAt?: number
  readonly durationMs: number
  /** The lines that the server of `--start` wrote around the exchange, where a report shows them. */
  readonly output?: readonly string[]
}

declare const masked: unique symbol

/** An exchange that is safe to show: every secret is masked. Only `toEvidence` makes this type. */
export interface Evidence {
  readonly [masked]: true
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    /** A byte that is not UTF-8 is a lone surrogate, U+DC00 plus the byte. */
    readonly body?: string
    /** The sender, where it is not the owner: another principal, `nobody`, or one with altered credentials. */
    readonly as?: string
    /** The headers that other requests of the operation do not have so; one without a value is missing. */
    readonly differs?: readonly { readonly name: string; readonly value?: string }[]
    /** Set for a body with its length that was sent in pieces, with a pause between them. */
    readonly inPieces?: true
    /** Set for a body without its length that was sent in several chunks. */
    readonly inChunks?: true
    /** Set for a body in pieces or chunks that end within characters of several bytes. */
    readonly cutWithin?: true
    /** A short body with digits in the place of its secrets, so that it can be sent. Each secret of a case has a digit of its own. */
    readonly sample?: string
  }
  readonly response?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    /** The place where a body that claims to be JSON stops being JSON, and the text around the place. */
    readonly notJsonFrom?: string
    /** The defect of the HTTP message, in English. */
    readonly defect?: string
  }
  /** The reason for the missing response. */
  readonly failure?: string
  /** ISO 8601, in UTC. */
  readonly startedAt?: string
  readonly durationMs: number
  /** Lines that the server of `--start` wrote between the request and a moment after its answer; of many, the first and the last. */
  readonly output?: readonly string[]
}

/** The number of characters shown of a body, and of all headers of a response together. */
const SHOWN = 4_000
/** The number of characters shown of a header, or of a sentence that quotes the target. */
const SHOWN_TEXT = 1_000

/** The response with the part of the body that evidence can show. Long bodies would fill the memory. */
export function toRecord(response: RawResponse, secrets: Secrets): RecordedResponse {
  const { body } = response
  const needed = bytesFor(secrets)
  // `slice` copies the bytes. A subarray alone would keep the whole body in memory.
  return body.length <= needed
    ? response
    : { ...response, body: new Uint8Array(body.subarray(0, needed)), length: body.length }
}

/** A character has at most four bytes in UTF-8. One more character makes the cut visible. */
function bytesFor(secrets: Secrets): number {
  return 4 * (neededFor(SHOWN, secrets) + 1)
}

/** Secrets, and the digits that stand for them in the bodies of one case. Without digits, zeros stand for all of them. */
export interface Masking extends Secrets {
  readonly digits?: Digits
}

/** The exchange with every secret masked, and with long parts cut. `target` is the base URL. */
export function toEvidence(
  { request, as, credentials = [], response, failure, startedAt, durationMs, output = [] }: RecordedExchange,
  target: string,
  secrets: Masking,
): Evidence {
  const evidence: Omit<Evidence, typeof masked> = {
    request: {
      method: request.method,
      url: secrets.mask(`${target}${request.path}`),
      headers: withCredentials(byName(maskHeaders(request.headers, secrets)), credentials),
      ...(USUAL.has(as) ? {} : { as }),
      ...differences(request, secrets),
      ...(request.body === undefined
        ? {}
        : {
            body: sentBody(request.body, secrets),
            ...piecesOf(request.transfer, request.body),
            ...sampleIn(request.body, secrets),
          }),
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            headers: byName(fewOf(maskHeaders([...response.headers, ...(response.trailers ?? [])], secrets))),
            body: shown(response.body, secrets, response.length),
            ...mistakeIn(response, secrets),
            ...(response.defect === undefined ? {} : { defect: response.defect }),
          },
        }),
    ...(failure === undefined ? {} : { failure }),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt).toISOString() }),
    durationMs: Math.round(durationMs),
    ...(output.length === 0 ? {} : { output: shownOutput(output, secrets) }),
  }
  return evidence as Evidence
}

/** How the bytes of a body were sent. */
function piecesOf(
  transfer: TargetRequest['transfer'],
  body: Uint8Array,
): Pick<Evidence['request'], 'inPieces' | 'inChunks' | 'cutWithin'> {
  if (transfer === undefined) return {}
  const cutWithin = isCutWithin(body) ? { cutWithin: true as const } : {}
  return transfer === 'split' ? { inPieces: true, ...cutWithin } : { inChunks: true, ...cutWithin }
}

/** The sender of most requests, and the name that stands for the unknown senders of a recording. */
const USUAL = new Set(['owner', 'recorded'])

function differences(
  { unlike = [] }: TargetRequest,
  secrets: Secrets,
): Pick<Evidence['request'], 'differs'> | undefined {
  if (unlike.length === 0) return undefined
  const differs = unlike.flatMap(([name, value]) => {
    const [[shownName, shownValue] = [name, '']] = maskHeaders([[name, value ?? '']], secrets)
    return [value === null ? { name: shownName } : { name: shownName, value: shownValue }]
  })
  return { differs }
}

/** The body of a request, from which the same bytes can be sent again. */
function sentBody(body: Uint8Array, secrets: Secrets): string {
  const text = decodeBytes(body.subarray(0, bytesFor(secrets)))
  return excerpt(text, { length: SHOWN, secrets, more: `... (${body.length} bytes)` })
}

/** The longest body that has a sample, in bytes. */
const LONGEST_SAMPLE = 1_000

function sampleIn(body: Uint8Array, secrets: Masking): { readonly sample?: string } {
  const sample = body.length > LONGEST_SAMPLE ? undefined : sampleBody(decodeBytes(body), secrets)
  return sample === undefined ? {} : { sample }
}

function shown(body: Uint8Array, secrets: Secrets, length = body.length): string {
  const text = new TextDecoder().decode(body.subarray(0, bytesFor(secrets)))
  return excerpt(text, { length: SHOWN, secrets, more: `... (${length} bytes)` })
}

function mistakeIn(response: RecordedResponse, secrets: Secrets): { readonly notJsonFrom?: string } {
  const { body, length } = response
  const bytes = body.subarray(0, bytesFor(secrets))
  const found = notJsonFrom({
    text: new TextDecoder().decode(bytes),
    bytes,
    isWhole: length === undefined && bytes.length === body.length,
    contentType: headerOf(response, 'content-type'),
    mask: secrets.mask,
  })
  return found === undefined ? {} : { notJsonFrom: found }
}

/** The headers by name. Values of a repeated header are joined by commas, under the name in the first spelling. */
function byName(headers: readonly Shown[]): Readonly<Record<string, string>> {
  const named = new Map<string, readonly [name: string, value: string]>()
  for (const [name, value] of headers) {
    const [first, before] = named.get(name.toLowerCase()) ?? [name, undefined]
    named.set(name.toLowerCase(), [first, before === undefined ? value : `${before}, ${value}`])
  }
  return Object.fromEntries(named.values())
}

/** The first headers, and a last entry that counts the headers left out. */
function fewOf(headers: readonly Shown[]): readonly Shown[] {
  let left = SHOWN
  const end = headers.findIndex(([name, value]) => (left -= name.length + value.length) < 0)
  return end < 0 ? headers : [...headers.slice(0, end), ['...', `${headers.length - end} more`]]
}

type Shown = readonly [name: string, value: string]

/** A header of the request itself replaces a credentials header of the same name. */
function withCredentials(
  headers: Readonly<Record<string, string>>,
  credentials: readonly (readonly [string, string])[],
): Readonly<Record<string, string>> {
  const present = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const added = credentials.filter(([name]) => !present.has(name.toLowerCase()))
  return added.length === 0 ? headers : { ...headers, ...Object.fromEntries(added) }
}

function maskHeaders(headers: readonly Shown[], secrets: Secrets): readonly Shown[] {
  return headers.map(([name, value]) => [
    excerpt(name, { length: SHOWN_TEXT, secrets }),
    /^(authorization|proxy-authorization|cookie)$/i.test(name)
      ? '<credentials>'
      : excerpt(/^set-cookie$/i.test(name) ? withoutSession(value) : value, { length: SHOWN_TEXT, secrets }),
  ])
}

/** A cookie that an answer sets, without its value: it may be the session of the owner. */
function withoutSession(cookie: string): string {
  return cookie.replace(/=[^;]*/, '=<credentials>')
}

/** The sentence with every secret masked, and cut if long. */
export function maskText(text: string, secrets: Secrets): string {
  return excerpt(text, { length: SHOWN_TEXT, secrets })
}

/** The value of a finding with every secret masked, and cut if long. A cut value is a text. */
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
