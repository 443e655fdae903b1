import { type Contract, type Operation, operationOf } from '../contract/contract.ts'
import type { BrokenPart, SentRequest } from '../judge/observation.ts'
import type { PlannedBody, PlannedRequest } from '../plan/planned-case.ts'
import { type Broken, brokenText } from '../draw/property-source.ts'
import { TOOL } from '../source/tool.ts'
import { resolveReferences, unescape } from '../json/references.ts'
import type { TargetRequest } from '../http/target.ts'

/** A request as it goes out, and as the judge will see it. */
export interface BuiltRequest {
  readonly outgoing: TargetRequest
  readonly sent: SentRequest
  /** The value that a body which is no JSON was to be. */
  readonly meant?: unknown
}

export interface RequestContext {
  readonly contract: Contract
  /** The group the request is about when it does not say otherwise, and the other one. */
  readonly group: string
  readonly otherGroup: string | undefined
  readonly saved: ReadonlyMap<string, unknown>
}

export function buildRequest(planned: PlannedRequest, context: RequestContext): BuiltRequest {
  const { contract, saved } = context
  const operation = operationOf(contract, planned.operation)
  const method = planned.method ?? operation.method
  const query = planned.rawQuery ?? encodeQuery(planned.query)
  const target = pathOf(operation, planned, context) + (query === '' ? '' : `?${query}`)
  const { bytes, value, meant } = writeBody(planned.body, saved)
  const documented =
    planned.operation === 'token' || method !== operation.method ? {} : { operation, role: planned.operation }
  return {
    ...(meant === undefined ? {} : { meant }),
    outgoing: {
      method,
      path: target,
      headers: headersOf(planned, { ...context, hasBody: bytes !== undefined }),
      ...(bytes === undefined ? {} : { body: bytes }),
    },
    sent: {
      method,
      target,
      query: planned.rawQuery === undefined ? planned.query : Object.fromEntries(new URLSearchParams(planned.rawQuery)),
      ...(isAmbiguous(query, operation) ? { ambiguous: true } : {}),
      ...documented,
      ...(planned.key === undefined ? {} : { key: planned.key }),
      ...(value === undefined ? {} : { body: value }),
      ...(planned.drawn?.broken === undefined ? {} : { broken: brokenPart(planned.drawn.broken) }),
    },
  }
}

function brokenPart({ part, rule, ...place }: Broken): BrokenPart {
  return { part: part === 'property' ? 'body' : part, rule, text: brokenText(place) }
}

/** Whether it is open what a server makes of a documented parameter: sent twice, empty, in another case, or an integer in no usual form. */
function isAmbiguous(query: string, { parameters }: Operation): boolean {
  if (query === '') return false
  const sent = new URLSearchParams(query)
  const names = [...sent.keys()]
  return parameters.some(({ name, schema }) => {
    if (names.some((one) => one !== name && one.toLowerCase() === name.toLowerCase())) return true
    const values = sent.getAll(name)
    const integer = typeof schema === 'object' && schema['type'] === 'integer'
    return values.length > 1 || values.some((value) => value === '' || (integer && !/^[1-9]\d{0,8}$/.test(value)))
  })
}

function pathOf(
  operation: Operation,
  { key, scope }: PlannedRequest,
  { contract, group, otherGroup }: RequestContext,
): string {
  const { resource } = contract
  const id = scopeOf(scope, { unknown: resource.scope.unknown, group, otherGroup })
  const name = `${operation.path} ${id} ${key ?? ''}`
  const made = paths.get(name)
  if (made !== undefined) return made
  const path = operation.path
    .replace(`{${resource.scope.parameter}}`, () => encodeURIComponent(id))
    .replace(`{${resource.key.parameter}}`, () => encodeURIComponent(key ?? ''))
  if (paths.size < MOST_PATHS) paths.set(name, path)
  return path
}

interface Groups extends Pick<RequestContext, 'group' | 'otherGroup'> {
  readonly unknown: string
}

/** A text may have the group's own id within it, or in capitals; one without a letter has some put before it, or it would be right. */
function scopeOf(scope: string | undefined, { unknown, group, otherGroup }: Groups): string {
  if (scope === undefined) return group
  if (scope === 'other') return otherGroup ?? scope
  if (scope === 'unknown') return unknown
  const capitals = group.toUpperCase()
  return scope.replaceAll('{group}', group).replaceAll('{GROUP}', capitals === group ? `A${group}` : capitals)
}

/** The paths of a group are few, and most requests have one of them. */
const paths = new Map<string, string>()
const MOST_PATHS = 200

function encodeQuery(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query)
  return pairs.map((pair) => pair.map(encodeComponent).join('=')).join('&')
}

/** An apostrophe too: a URL parser on the way encodes it, and a digest covers the query as it was sent. */
function encodeComponent(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27')
}

function writeBody(
  body: PlannedBody | undefined,
  saved: ReadonlyMap<string, unknown>,
): { bytes?: Uint8Array; value?: unknown; meant?: unknown } {
  if (body === undefined) return {}
  if ('bytes' in body) return body
  if ('value' in body) return { bytes: encoder.encode(JSON.stringify(body.value)), value: body.value }
  if ('drawn' in body) throw new Error('a property was sent before it was drawn')
  const value = unescape(resolveReferences(body.json, saved))
  return { bytes: encoder.encode(JSON.stringify(value)), value }
}

const encoder = new TextEncoder()

/** The contract's own headers and those of the request; a null takes one away. Those of the credentials come when it is sent. */
function headersOf(
  planned: PlannedRequest,
  { contract, hasBody }: RequestContext & { hasBody: boolean },
): TargetRequest['headers'] {
  const usual = usualHeaders(contract, hasBody)
  const own = Object.entries(planned.headers)
  return own.length === 0 ? usual : withHeaders(usual, own)
}

type Header = readonly [name: string, value: string]

/** Most requests have no headers of their own, so they share these. */
const known = new WeakMap<Contract, Map<boolean, readonly Header[]>>()

function usualHeaders(contract: Contract, hasBody: boolean): readonly Header[] {
  const made = known.get(contract) ?? new Map<boolean, readonly Header[]>()
  known.set(contract, made)
  const found = made.get(hasBody)
  if (found !== undefined) return found
  const headers = withHeaders(
    [
      ['User-Agent', USER_AGENT],
      ['Accept-Encoding', 'gzip, deflate, br'],
    ],
    Object.entries(contract.headers).filter(([name]) => hasBody || name.toLowerCase() !== 'content-type'),
  )
  made.set(hasBody, headers)
  return headers
}

/** Later ones take the place of earlier ones of the same name; a null takes it away. */
function withHeaders(first: readonly Header[], more: readonly (readonly [string, string | null])[]): readonly Header[] {
  const headers = new Map(first.map((header): [string, Header] => [header[0].toLowerCase(), header]))
  for (const [name, value] of more) {
    if (value === null) headers.delete(name.toLowerCase())
    else headers.set(name.toLowerCase(), [name, value])
  }
  return [...headers.values()]
}

/** Who is asking, for the logs of the target. */
const USER_AGENT = `${TOOL.name}/${TOOL.version}`
