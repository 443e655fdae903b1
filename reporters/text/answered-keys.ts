import type { Evidence } from '../../src/secrets/evidence.ts'
import { quote } from './quote.ts'

/** A key, a page token or an ETag that an answer tells, and that a later request has in its URL, its body or a condition. Another run gets another one. */
export interface AnsweredKey {
  /** The name of a shell variable for the key. */
  readonly variable: string
  /** The key as a segment of a path. It has no character that a shell reads. */
  readonly segment: string
  /** The URL that stands before the key. Undefined for a long key, which is the same key wherever it stands. */
  readonly below?: string
  /** The header of the answer that has the value, in small letters: a later request has the value as a condition. */
  readonly header?: string
  /** The rest of a pipeline that prints the key of the answer. Undefined where no plain command finds the key. */
  readonly taken?: { readonly from: 'body' | 'headers'; readonly by: string }
}

/** The keys by the requests whose answers tell them, of requests in the order of sending. */
export function answeredKeys(sent: readonly Evidence[]): ReadonlyMap<Evidence, AnsweredKey> {
  const keys = new Map<Evidence, AnsweredKey>()
  for (const [index, one] of sent.entries()) {
    const [before, after] = [sent.slice(0, index), sent.slice(index + 1)]
    const key = isCreated(one) ? keyOf(one, before, after) : tokenOf(one, before, after)
    const name = isCreated(one) ? 'id' : 'token'
    if (key !== undefined) keys.set(one, { variable: keys.size === 0 ? name : `${name}${keys.size + 1}`, ...key })
  }
  return keys
}

/** The shortest key that is the same one wherever it stands, in characters: a shorter one may be any number. */
const LONG = 8

/** Segments that are keys for this purpose: a shell reads none of their characters. */
const SEGMENT = /^[\w.~%-]{1,200}$/

function isCreated({ request, response }: Evidence): boolean {
  return request.method === 'POST' && response !== undefined && response.status >= 200 && response.status < 300
}

function keyOf(
  one: Evidence,
  before: readonly Evidence[],
  after: readonly Evidence[],
): Omit<AnsweredKey, 'variable'> | undefined {
  const below = `${pathOf(one).replace(/\/$/, '')}/`
  const segments = new Set(after.flatMap((later) => pathOf(later).split(/[/:]/)))
  for (const segment of segments) {
    const isLong = segment.length >= LONG
    const isBelow = after.some((later) => segmentsAfter(below, later)[0] === segment)
    if (!SEGMENT.test(segment) || !(isLong || isBelow)) continue
    const isOld = [...before, one].some((earlier) =>
      isLong ? says(earlier, segment) : segmentsAfter(below, earlier)[0] === segment,
    )
    if (isOld || isChosen(one, segment) || !isTold(one, segment)) continue
    const taken = takenFrom(one, segment)
    return { segment, ...(isLong ? {} : { below }), ...(taken === undefined ? {} : { taken }) }
  }
  return referenceOf(one, before, after)
}

/** An id of the answer that a later request has in its body alone: a reference to the member. */
function referenceOf(
  one: Evidence,
  before: readonly Evidence[],
  after: readonly Evidence[],
): Omit<AnsweredKey, 'variable'> | undefined {
  const texts = new Set(after.flatMap(({ request: { body = '' } }) => body.match(/(?<=")[\w.~-]+(?=")/g) ?? []))
  const body = jsonOf(one.response?.body ?? '')
  for (const segment of texts) {
    if (segment.length < LONG || !SEGMENT.test(segment) || [...before, one].some((earlier) => says(earlier, segment)))
      continue
    const path = pathsTo(segment, body).find(isId)
    const taken = path === undefined ? undefined : fromBody(path)
    if (taken !== undefined) return { segment, taken }
  }
  return undefined
}

/** A token of the next page, which a later request of the same path has in its query. */
function tokenOf(
  one: Evidence,
  before: readonly Evidence[],
  after: readonly Evidence[],
): Omit<AnsweredKey, 'variable'> | undefined {
  if (one.request.method !== 'GET') return undefined
  const later = after.filter((other) => pathOf(other) === pathOf(one))
  const values = later.flatMap(({ request }) => Array.from(request.url.matchAll(/(?<==)[^&#=]+/g), ([value]) => value))
  for (const segment of values) {
    if (segment.length < LONG || !SEGMENT.test(segment) || [...before, one].some((earlier) => says(earlier, segment)))
      continue
    const [path] = pathsTo(decoded(segment), jsonOf(one.response?.body ?? ''))
    const taken = path === undefined ? undefined : fromBody(path)
    if (taken !== undefined) return { segment, taken }
  }
  return undefined
}

/**
 * The long keys in the paths of requests whose answers show them as ids, and that none of these requests makes. The run made their members
 * before, and has removed them since, or they were there.
 */
export function foreignKeys(sent: readonly Evidence[]): readonly string[] {
  const isMade = (segment: string): boolean =>
    sent.some((one) => {
      const isWrite = one.request.method !== 'GET'
      return (isWrite && isChosen(one, segment)) || (isCreated(one) && !says(one, segment) && isTold(one, segment))
    })
  const shown = sent.flatMap((one) => {
    const body = jsonOf(one.response?.body ?? '')
    const segments = pathOf(one)
      .split(/[/:]/)
      .filter((segment) => segment.length >= LONG && SEGMENT.test(segment))
    return segments.filter((segment) => pathsTo(decoded(segment), body).some(isId))
  })
  return [...new Set(shown)].filter((segment) => !isMade(segment))
}

function pathOf({ request }: Evidence): string {
  return request.url.split(/[?#]/)[0] ?? ''
}

function segmentsAfter(below: string, later: Evidence): readonly string[] {
  const path = pathOf(later)
  return path.startsWith(below) ? path.slice(below.length).split(/[/:]/) : []
}

function says({ request: { url, body = '' } }: Evidence, segment: string): boolean {
  return url.includes(segment) || body.includes(decoded(segment))
}

/** True for a key that the create itself has as a text. */
function isChosen({ request: { body = '' } }: Evidence, segment: string): boolean {
  return body.includes(JSON.stringify(decoded(segment)))
}

function isTold({ response }: Evidence, segment: string): boolean {
  return response?.body.includes(decoded(segment)) === true || locationOf(response) === segment
}

/** An `id` of the body is taken first, then the Location, then any other value of the body. */
function takenFrom({ response }: Evidence, segment: string): AnsweredKey['taken'] {
  const paths = pathsTo(decoded(segment), jsonOf(response?.body ?? ''))
  const [path] = paths.toSorted((one, other) => Number(isId(other)) - Number(isId(one)))
  if (path !== undefined && isId(path)) return fromBody(path)
  if (locationOf(response) === segment) return { from: 'headers', by: `sed -n ${quote(LOCATION_BY_SED)}` }
  return path === undefined ? undefined : fromBody(path)
}

/** As the last segment of a path. The encoding leaves no character that curl or JSON reads. */
function fromBody(path: string): AnsweredKey['taken'] {
  // Older versions of jq take no dot before the index of an inner list.
  return { from: 'body', by: `jq -r ${quote(`${path.replaceAll(/(?<=.)\.\[/g, '[')}|@uri`)}` }
}

function isId(path: string): boolean {
  return /(?:\b|_)id$|I[dD]$/.test(path)
}

const LOCATION_BY_SED = String.raw`s|^[Ll]ocation:.*/\([[:alnum:]._~%-][[:alnum:]._~%-]*\)/*[[:space:]]*$|\1|p`

/** The last segment of the Location that is not empty. */
function locationOf(response: Evidence['response']): string | undefined {
  const value = Object.entries(response?.headers ?? {}).find(([name]) => name.toLowerCase() === 'location')?.[1]
  return value === undefined || /[?#]/.test(value) ? undefined : value.split('/').findLast((segment) => segment !== '')
}

/** The deepest value of an answer that is looked at, in names from its top. */
const DEEPEST = 4

/** Names that jq takes without quotes. */
const NAME = /^[a-zA-Z_]\w{0,50}$/

/** The paths of jq to the places of a text or number, the shortest first. */
function pathsTo(text: string, value: unknown, depth = 0): readonly string[] {
  if ((typeof value === 'string' || typeof value === 'number') && String(value) === text) return ['']
  if (depth === DEEPEST) return []
  const inner = Array.isArray(value) ? endsOf(value) : membersOf(value)
  const paths = inner.flatMap(([name, one]) => pathsTo(text, one, depth + 1).map((path) => `.${name}${path}`))
  return paths.toSorted((one, other) => one.split('.').length - other.split('.').length)
}

/** A keyset of pages continues after the last item. */
function endsOf(items: readonly unknown[]): readonly (readonly [name: string, value: unknown])[] {
  return [['[0]', items[0]], ...(items.length > 1 ? [['[-1]', items.at(-1)] as const] : [])]
}

function membersOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).filter(([name]) => NAME.test(name))
}

/** The value of a body; undefined for one that is not JSON. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
