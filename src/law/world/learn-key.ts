import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Key, Pointer, Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { operationWithId, parametersIn } from '../body/paths.ts'
import { unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import { hasMark, segmentAt } from '../send/create-note.ts'
import { valuesInLink } from '../send/values-in-link.ts'
import { createRecord } from '../session/case-record.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import { hasPlace } from '../session/known-key.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import type { LawSession } from '../session/session.ts'

/** A member as an answer shows it, whose key stands at an unknown place. */
export interface Keyless {
  readonly resource: Resource
  readonly above: readonly string[]
  readonly shown: unknown
  /** The note of its create, where the run has made it: a read must show a word of it. */
  readonly note?: CreateNote
}

/** The reads that are tried, as a count. */
const MOST_READS = 6

/** Usual names of keys, the most usual first. */
const NAMES = [
  'id',
  'uuid',
  'guid',
  'sid',
  'gid',
  'key',
  'slug',
  'hash',
  'handle',
  'code',
  'number',
  'ref',
  'token',
  'login',
  'username',
  'name',
]

/**
 * Finds the key of a member by reading. It is in a path or URL that ends in the path of a member, else it is a text or a number at which a
 * read finds the member. The place is kept for the members to come. Undefined where no read shows the member.
 */
export async function learnKey(keyless: Keyless, session: LawSession): Promise<string | undefined> {
  const { resource, above, shown } = keyless
  const [parameter, ...others] = resource.key.parameters
  if (parameter === undefined || others.length > 0 || hasPlace(resource) || resource.read === undefined)
    return undefined
  const { path } = operationWithId(session.document, resource.read.operation)
  if (parametersIn(path).at(-1) !== parameter) return undefined
  const end = path.split('/').slice(-2).join('/')
  const scalars = scalarsIn(shown, [])
  const links = scalars.flatMap(({ at, value }): readonly Candidate[] => {
    const [own] = valuesInLink(value, end) ?? []
    const known = { link: { value: { at, path: end }, certainty: 'calibrated', because: BECAUSE } } as const
    return own === undefined ? [] : [{ own, at, key: known }]
  })
  const values = scalars
    .filter(({ value }) => !/[\s/]/.test(value))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
  const plain = values.map(({ at, value }): Candidate => ({ own: value, at, key: addressAt(parameter, at) }))
  const tried = new Set<string>()
  for (const candidate of [...plain.filter(isId), ...links, ...plain]) {
    if (tried.has(candidate.own) || tried.size >= MOST_READS) continue
    tried.add(candidate.own)
    const answer = await readQuietly(resource, [...above, candidate.own], session)
    if (!isSuccess(answer) || !isMember(answer, candidate, keyless)) continue
    makingsOf(resource, session.learned).key = candidate.key
    return candidate.own
  }
  return undefined
}

/**
 * Keeps the place of a key that a Location has told, where the answer shows the key at one place. A value that the caller has sent is one that an update
 * may change.
 */
export function noteKeyShown(
  { resource, shown, sent }: Omit<Keyless, 'above'> & { readonly sent: unknown },
  own: readonly string[],
  session: LawSession,
): void {
  const [parameter, ...others] = resource.key.parameters
  if (parameter === undefined || others.length > 0 || hasPlace(resource)) return
  const places = scalarsIn(shown, []).filter(({ at, value }) => value === own[0] && segmentAt(sent, at) !== value)
  const usual = places.filter(isId)
  const [place, ...more] = usual.length > 0 ? usual : places
  if (place !== undefined && more.length === 0)
    makingsOf(resource, session.learned).key = addressAt(parameter, place.at)
}

const BECAUSE = 'a read of the target has found a member by it'

/** The fact that a read has found members by the value at a place. */
export function addressAt(parameter: string, at: Pointer): Pick<Key, 'address'> {
  return { address: { value: { [parameter]: at }, certainty: 'calibrated', because: BECAUSE } }
}

interface Candidate {
  readonly own: string
  readonly at: Pointer
  /** The fact that a read proves. */
  readonly key: Pick<Key, 'address' | 'link'>
}

interface Scalar {
  readonly at: Pointer
  readonly value: string
}

/** The texts and numbers of a member and of its objects, to a depth of three. */
export function scalarsIn(shown: unknown, above: readonly string[]): readonly Scalar[] {
  if (!isObject(shown)) return []
  return Object.entries(shown).flatMap(([name, value]): readonly Scalar[] => {
    const at = formatPointer([...above, name])
    const text = segmentAt(shown, formatPointer([name]))
    if (text !== undefined) return text.length <= LONGEST ? [{ at, value: text }] : []
    return above.length < DEPTH ? scalarsIn(value, [...above, name]) : []
  })
}

/** The longest text that may be a key or a link, in characters, and the depth of objects that are searched. */
const LONGEST = 300
const DEPTH = 2

/** Values under a usual name at the top of a member first. */
function rankOf({ at }: Scalar): number {
  const names = at.split('/').slice(1)
  const rank = NAMES.indexOf(plainName(names.at(-1) ?? ''))
  return (rank === -1 ? NAMES.length : rank) + (names.length - 1) * NAMES.length
}

function isId({ at }: Pick<Scalar, 'at'>): boolean {
  return at === '/id'
}

/** Reads without a judgement: most of these reads find nothing. */
export function readQuietly(resource: Resource, path: readonly string[], session: LawSession): Promise<Answer> {
  const operation = operationWithId(session.document, resource.read?.operation ?? '')
  return ask({ operation, path }, createRecord(), { ...session, answerLaws: [] })
}

/**
 * True where the read shows the member: it has a word of the create. Where the create has no such word, all values are the same. A member
 * that is only read has the same value at the same place.
 */
function isMember(answer: Answer, { own, at, key }: Candidate, { resource, note, shown }: Keyless): boolean {
  const member = unwrapped(answer.json, resource)
  if (note !== undefined) return note.marks === undefined ? isDeepStrictEqual(member, shown) : hasMark(member, note)
  return key.link === undefined ? segmentAt(member, at) === own : segmentAt(member, at) !== undefined
}
