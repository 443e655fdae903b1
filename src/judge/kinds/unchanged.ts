import { isReadingMethod } from '../../contract/reading-method.ts'
import { variantOf } from '../../contract/keys.ts'
import { itemsAt } from '../../contract/page.ts'
import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { withShortMask } from '../../secrets/mask.ts'
import type { Observation, Snapshot } from '../observation.ts'

/**
 * `all`: a refused request changes no member, and no id that was steady before. `others`: a request changes no member but the member in its
 * path; it ignores ids. `ids`: a request changes no id but that of the written member. `own`: an accepted request does not change the member in
 * its path, but maybe its id. In a history this holds for an update that repeats the one just before it.
 */
export type UnchangedExpectation = 'all' | 'others' | 'ids' | 'own'

/** The group after the exchange equals the group before. */
export const unchanged: AssertionKind<UnchangedExpectation> = {
  name: 'unchanged',
  schema: { enum: ['all', 'others', 'ids', 'own'] },
  gathers: 'snapshots',
  spans: (expected) => expected === 'others',
  applies(expected, { contract, request, response, snapshots }) {
    const refused = response.status >= 400 && response.status < 500
    if (snapshots === undefined || (expected === 'all' && !refused)) return false
    const { before, after } = snapshots
    if (expected === 'all')
      return before.members !== undefined || (before.read !== undefined && after.read !== undefined)
    if (before.members === undefined) return false
    if (expected === 'own') return !refused && request.key !== undefined && before.members[request.key] !== undefined
    const spared = expected === 'ids' && (refused || isReadingMethod(request.method)) ? undefined : request.key
    const keys = Object.keys({ ...before.members, ...after.members }).filter((key) => key !== spared)
    if (expected === 'others') return after.members === undefined || keys.length > 0
    const hasId = ({ members }: Snapshot, key: string): boolean =>
      valueAt(members?.[key], contract.resource.identity) !== undefined
    return keys.some((key) => hasId(before, key) && hasId(after, key))
  },
  check(expected, observation) {
    // An accepted request is a violation of another expectation.
    const refused = observation.response.status >= 400 && observation.response.status < 500
    if (observation.snapshots === undefined || (expected === 'all' && !refused)) return []
    const { before, after, shownBy: { list, read } = {} } = observation.snapshots
    const { key, method } = observation.request
    if (expected === 'ids') {
      const spared = refused || isReadingMethod(method) ? undefined : key
      return shownIn(list, compareIds(before, after, { spared, observation }))
    }
    if (expected === 'own')
      return refused || key === undefined
        ? []
        : shownIn(list, compareMembers(only(before, key), only(after, key), { spared: undefined, observation }))
    const spared = expected === 'others' ? observation.request.key : undefined
    const changes = compareMembers(before, after, { spared, observation })
    if (expected === 'others') return shownIn(list, changes)
    return [
      ...shownIn(list, changes),
      ...shownIn(read, compareReads(before, after, { isTold: changes.length > 0, observation })),
      // Ids that differ from answer to answer violate another requirement.
      ...shownIn(list, compareIds(steadyIn(before), after, { spared, observation })),
    ]
  },
  explain: (expected) =>
    ({
      all: 'no change in the group',
      others: 'no change of other members',
      ids: 'no change of ids, except that of the written member',
      own: 'no change of the member in the path',
    })[expected],
}

/** The problems with the index of the exchange that shows them. */
function shownIn(shownBy: number | undefined, problems: readonly Problem[]): readonly Problem[] {
  return shownBy === undefined ? problems : problems.map((problem) => ({ ...problem, shownBy }))
}

/** The member with the key alone. */
function only({ members }: Snapshot, key: string): Snapshot {
  return { members: members === undefined ? undefined : { [key]: members[key] } }
}

interface Context {
  readonly spared: string | undefined
  readonly observation: Observation
}

function compareMembers(before: Snapshot, after: Snapshot, { spared, observation }: Context): readonly Problem[] {
  const at = `body#${itemsAt(observation.contract)}`
  if (before.members === undefined) return []
  if (after.members === undefined) {
    return [
      {
        signature: 'list-not-readable',
        acrossRequirements: true,
        message: `expected a readable list, as before the request; the list ${after.unreadable === undefined || after.unreadable === 200 ? 'is not readable' : `is answered ${after.unreadable}`}`,
        at,
        expected: 'a readable list',
        actual: after.unreadable ?? 'none',
      },
    ]
  }
  const keys = new Set([...Object.keys(before.members), ...Object.keys(after.members)])
  return [...keys]
    .filter((key) => key !== spared)
    .flatMap((key): readonly Problem[] => {
      const [was, is] = [before.members?.[key], after.members?.[key]].map((member) => strip(member, observation))
      if (isDeepStrictEqual(was, is)) return []
      const change = was === undefined ? 'appeared' : is === undefined ? 'gone' : 'changed'
      return [
        {
          signature: `member-${change}`,
          message: `expected no change of ${key} in the list; ${key} ${VERBS[change]}${placesOf(was, is)}`,
          at,
          about: key,
          expected: was ?? 'nothing',
          actual: is ?? 'nothing',
        },
      ]
    })
}

/** The properties that changed, as words: empty where a member is missing. */
function placesOf(was: unknown, is: unknown): string {
  if (!isObject(was) || !isObject(is)) return ''
  const names = Object.keys({ ...was, ...is }).filter((name) => !isDeepStrictEqual(was[name], is[name]))
  const told = names.slice(0, MOST_TOLD).map((name) => formatPointer([name]))
  return ` at ${told.join(', ')}${names.length > MOST_TOLD ? ` and ${names.length - MOST_TOLD} more` : ''}`
}

/** The most changed properties that a message names, as a count. */
const MOST_TOLD = 3

const VERBS = { appeared: 'appeared', gone: 'is gone', changed: 'changed' }

function compareIds(before: Snapshot, after: Snapshot, { spared, observation }: Context): readonly Problem[] {
  const { identity } = observation.contract.resource
  return Object.entries(before.members ?? {}).flatMap(([key, member]): readonly Problem[] => {
    const [was, is] = [member, after.members?.[key]].map((one) => valueAt(one, identity))
    if (key === spared || was === undefined || is === undefined || isDeepStrictEqual(was, is)) return []
    const at = `body#${itemsAt(observation.contract)}`
    return [
      {
        signature: 'id-changed',
        message: `expected no change of the id of ${key} in the list; the id changed`,
        at,
        about: key,
        expected: was,
        actual: is,
      },
    ]
  })
}

/** The members whose ids may be compared. */
function steadyIn({ members = {}, steadyIds }: Snapshot): Snapshot {
  return { members: Object.fromEntries(Object.entries(members).filter(([key]) => steadyIds?.has(key) === true)) }
}

/** Statuses that tell nothing of a member: no state that a later read has to show again. */
const TELLS_NOTHING = new Set([401, 403, 408, 429])

/** Compares two reads of one key: a list may hide an existing member, show a deleted one, or show values that are stored no more. */
function compareReads(
  { read: before }: Snapshot,
  { read: after }: Snapshot,
  { isTold, observation }: Pick<Context, 'observation'> & { readonly isTold: boolean },
): readonly Problem[] {
  if (before === undefined || after === undefined || TELLS_NOTHING.has(before.status) || before.status >= 500) return []
  const { key } = after
  if (before.status !== after.status) {
    const message = `expected status ${before.status} for a read of ${key}, as before the request; the answer is ${after.status}`
    return [
      { signature: 'read-differs', message, at: 'status', about: key, expected: before.status, actual: after.status },
    ]
  }
  const [was, is] = [before.member, after.member].map((member) => strip(member, observation))
  if (isTold || was === undefined || is === undefined || isDeepStrictEqual(was, is)) return []
  const message = `expected no change of ${key} in a read; ${key} changed${placesOf(was, is)}`
  return [{ signature: 'member-changed', message, at: 'body', about: key, expected: was, actual: is }]
}

/**
 * The comparable part of a member. The id is left to another requirement. Undeclared properties, such as a time of change, and the lengths
 * of masks may differ.
 */
function strip(member: unknown, { contract }: Observation): unknown {
  const { resource } = contract
  if (!isObject(member)) return member
  const variant = variantOf(contract, String(valueAt(member, resource.key.pointer)))
  if (variant === undefined) return withValueAt(member, resource.identity, undefined)
  const declared = Object.entries(member).filter(
    ([name]) => `/${name}` !== resource.identity && variant.properties.includes(`/${name}`),
  )
  return Object.fromEntries(
    declared.map(([name, value]) => [
      name,
      variant.redactions[`/${name}`] === undefined || typeof value !== 'string' ? value : withShortMask(value),
    ]),
  )
}
