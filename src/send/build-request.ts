import { type Contract, type Operation, operationOf } from '../contract/contract.ts'
import type { BrokenPart, SentRequest } from '../judge/observation.ts'
import type { PlannedBody, PlannedRequest } from '../plan/planned-case.ts'
import { type Broken, brokenText } from '../draw/property-source.ts'
import { percentEncoded } from '../source/percent-encoded.ts'
import { TOOL } from '../source/tool.ts'
import { resolveReferences, unescape } from '../json/references.ts'
import { CHUNKED } from '../http/in-pieces.ts'
import type { TargetRequest } from '../http/target.ts'

/** A request as sent, and as the judge receives it. */
export interface BuiltRequest {
  readonly outgoing: TargetRequest
  readonly sent: SentRequest
  /** The intended value of a body that is not JSON. */
  readonly meant?: unknown
}

/** The values that a planned request refers to. */
export interface RequestContext {
  readonly contract: Contract
  /** The group of requests without a scope, and the group of requests with the scope `other`. */
  readonly group: string
  readonly otherGroup: string | undefined
  readonly saved: ReadonlyMap<string, unknown>
}

/** Builds the request to send: path, query, headers and body. Credentials are added when the request is sent. */
export function buildRequest(planned: PlannedRequest, context: RequestContext): BuiltRequest {
  const { contract, saved } = context
  const operation = operationOf(contract, planned.operation)
  const method = planned.method ?? operation.method
  const query = planned.rawQuery ?? encodeQuery(planned.query)
  const target = pathOf(operation, planned, context) + (query === '' ? '' : `?${query}`)
  const { bytes, value, meant } = writeBody(planned.body, saved)
  const headers = headersOf(planned, contract, bytes !== undefined)
  // Objects that grow cost less than spreads of optional parts, and each request of a run passes here.
  const outgoing: Growing<TargetRequest> = { method, path: target, headers }
  const unlike = unlikeOthers(planned, contract, bytes !== undefined)
  if (unlike.length > 0) outgoing.unlike = unlike
  if (bytes !== undefined) outgoing.body = bytes
  if (bytes !== undefined && planned.transfer !== undefined) outgoing.transfer = planned.transfer
  const sent: Growing<SentRequest> = { method, target, query: queryOf(planned) }
  if (isAmbiguous(query, operation)) sent.ambiguous = true
  if (planned.operation !== 'token' && method === operation.method) {
    sent.operation = operation
    sent.role = planned.operation
  }
  if (planned.key !== undefined) sent.key = planned.key
  if (value !== undefined) sent.body = value
  if (planned.drawn?.broken !== undefined) sent.broken = brokenPart(planned.drawn.broken)
  return meant === undefined ? { outgoing, sent } : { outgoing, sent, meant }
}

type Growing<T> = { -readonly [Name in keyof T]: T[Name] }

function queryOf({ query, rawQuery }: PlannedRequest): Readonly<Record<string, string>> {
  return rawQuery === undefined ? query : Object.fromEntries(new URLSearchParams(rawQuery))
}

function brokenPart(broken: Broken): BrokenPart {
  const { part, rule } = broken
  return { part: part === 'property' ? 'body' : part, rule, text: brokenText(broken) }
}

/** True if servers may read a documented parameter differently: repeated, empty, in another case, or an unusual integer. */
export function isAmbiguous(query: string, { parameters }: Operation): boolean {
  if (query === '') return false
  const sent = new URLSearchParams(query)
  const names = [...sent.keys()]
  return parameters.some(({ name, schema }) => {
    if (names.some((other) => other !== name && other.toLowerCase() === name.toLowerCase())) return true
    const values = sent.getAll(name)
    const integer = typeof schema === 'object' && schema['type'] === 'integer'
    return values.length > 1 || values.some((value) => value === '' || (integer && !/^[1-9]\d{0,8}$/.test(value)))
  })
}

function pathOf(
  operation: Operation,
  { key, rawKey = percentEncoded(key ?? ''), scope }: PlannedRequest,
  { contract, group, otherGroup }: RequestContext,
): string {
  const { resource } = contract
  const id = scopeOf(scope, { unknown: resource.scope.unknown, group, otherGroup })
  const name = `${operation.path} ${id} ${rawKey}`
  const cached = paths.get(name)
  if (cached !== undefined) return cached
  const path = operation.path
    .replace(`{${resource.scope.parameter}}`, () => percentEncoded(id))
    .replace(`{${resource.key.parameter}}`, () => rawKey)
  if (paths.size < MOST_PATHS) paths.set(name, path)
  return path
}

interface Groups extends Pick<RequestContext, 'group' | 'otherGroup'> {
  readonly unknown: string
}

/**
 * The group id in the path. A text may hold the id in these forms:
 * - `{group}`: the id.
 * - `{GROUP}`: the id in capitals. An id without letters gets the prefix `A`, because it would be correct unchanged.
 * - `{%group}`: the id with its first character percent-encoded twice, because `pathOf` encodes the result of this function.
 * - `{group~N}`: the id with another character at place N, counted from 0.
 */
function scopeOf(scope: string | undefined, { unknown, group, otherGroup }: Groups): string {
  if (scope === undefined) return group
  if (scope === 'other') return otherGroup ?? scope
  if (scope === 'unknown') return unknown
  const capitals = group.toUpperCase()
  return scope
    .replaceAll('{group}', group)
    .replaceAll('{GROUP}', capitals === group ? `A${group}` : capitals)
    .replaceAll('{%group}', () => `%${group.charCodeAt(0).toString(16)}${group.slice(1)}`)
    .replaceAll(/\{group~(\d+)\}/g, (_, place) => withOtherCharacter(group, Number(place)))
}

/**
 * The text with another character at a place. A hexadecimal digit changes by eight, so that no id which is given out soon before or after
 * becomes the text. The place is counted round a short text.
 */
function withOtherCharacter(text: string, place: number): string {
  const at = place % text.length
  const character = text.charAt(at)
  const other = /[0-9a-f]/.test(character) ? (Number.parseInt(character, 16) ^ 8).toString(16) : OTHER
  return text.slice(0, at) + (other === character ? '0' : other) + text.slice(at + 1)
}

const OTHER = '8'

/** The paths of earlier requests. A group has few paths, and most requests use one of them. */
const paths = new Map<string, string>()
const MOST_PATHS = 200

function encodeQuery(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query)
  return pairs.map((pair) => pair.map(encodeComponent).join('=')).join('&')
}

/** Encodes apostrophes too: URL parsers of proxies encode them, and a digest covers the query as sent. */
function encodeComponent(text: string): string {
  return percentEncoded(text).replaceAll("'", '%27')
}

function writeBody(
  body: PlannedBody | undefined,
  saved: ReadonlyMap<string, unknown>,
): { bytes?: Uint8Array; value?: unknown; meant?: unknown } {
  if (body === undefined) return {}
  if ('bytes' in body) return body
  if ('value' in body) return { bytes: Buffer.from(JSON.stringify(body.value)), value: body.value }
  if ('drawn' in body) throw new Error('a drawn body has no value: the case was planned without an example')
  const value = unescape(resolveReferences(body.json, saved))
  return { bytes: Buffer.from(JSON.stringify(value)), value }
}

/** The headers of the contract and of the request; a null removes a header. */
function headersOf(planned: PlannedRequest, contract: Contract, hasBody: boolean): TargetRequest['headers'] {
  const usual = usualHeaders(contract, hasBody)
  const own = Object.entries(planned.headers)
  const isChunked = hasBody && planned.transfer === 'chunked'
  if (own.length === 0 && !isChunked) return usual
  return withHeaders(usual, isChunked ? [...own, CHUNKED] : own)
}

/** The headers of the request itself that differ from those of the contract, for a reader of its report. */
function unlikeOthers(
  { headers }: PlannedRequest,
  contract: Contract,
  hasBody: boolean,
): NonNullable<TargetRequest['unlike']> {
  const own = Object.entries(headers)
  if (own.length === 0) return own
  const usual = new Map(usualHeaders(contract, hasBody).map(([name, value]) => [name.toLowerCase(), value]))
  return own.filter(([name, value]) => (usual.get(name.toLowerCase()) ?? null) !== value)
}

type Header = readonly [name: string, value: string]

/** The headers that requests without own headers share, by contract and by presence of a body. */
const shared = new WeakMap<Contract, Map<boolean, readonly Header[]>>()

function usualHeaders(contract: Contract, hasBody: boolean): readonly Header[] {
  const cache = shared.get(contract) ?? new Map<boolean, readonly Header[]>()
  shared.set(contract, cache)
  const cached = cache.get(hasBody)
  if (cached !== undefined) return cached
  const headers = withHeaders(
    [
      ['User-Agent', USER_AGENT],
      ['Accept-Encoding', 'gzip, deflate, br'],
    ],
    Object.entries(contract.headers).filter(([name]) => hasBody || name.toLowerCase() !== 'content-type'),
  )
  cache.set(hasBody, headers)
  return headers
}

/** Later headers replace earlier headers of the same name; a null removes them. */
function withHeaders(first: readonly Header[], more: readonly (readonly [string, string | null])[]): readonly Header[] {
  const headers = new Map(first.map((header): [string, Header] => [header[0].toLowerCase(), header]))
  for (const [name, value] of more) {
    if (value === null) headers.delete(name.toLowerCase())
    else headers.set(name.toLowerCase(), [name, value])
  }
  return [...headers.values()]
}

/** The User-Agent of every request. */
const USER_AGENT = `${TOOL.name}/${TOOL.version}`
