import { isKey } from '../contract/keys.ts'
import type { Reply } from '../http/target.ts'
import type { Observation } from '../judge/observation.ts'
import { membersIn } from '../judge/reading/members.ts'
import { itemsOf, pageSize } from '../judge/reading/page-facts.ts'
import { linkOf } from '../judge/reading/links.ts'
import type { GroupConnection } from './group-connection.ts'

/** The statuses that tell that a member is not there. */
export const ABSENT: ReadonlySet<number> = new Set([404, 410])

/** The longest age of an answer without a member, in milliseconds. A write to the key of the member may rest on a younger answer only. */
const MAX_AGE_MS = 1_000

/** The answers of a group that showed no member under a key. */
export interface Absence {
  /** The last list: its time in milliseconds of the run's clock, and its keys. */
  listed: { readonly at: number; readonly keys: ReadonlySet<string> } | undefined
  /** The times of the last answers about a key alone, such as a read or a delete. A list may hide a member: these do not. */
  readonly alone: Map<string, number>
  /** The keys of members that a read shows and the list hides. */
  readonly hidden: Set<string>
}

/** A group whose absent members are known. */
interface Absent {
  readonly absence: Absence
  readonly contested: ReadonlySet<string>
}

/** No answer yet. */
export function createAbsence(): Absence {
  return { listed: undefined, alone: new Map(), hidden: new Set() }
}

/** The time at which the request of a reply went out, in milliseconds of the run's clock: the answer tells the state from then on at the earliest. */
export function sentAt({ took }: Pick<Reply, 'took'>, { clock }: Pick<GroupConnection, 'clock'>): number {
  return clock.now() - (took?.clock ?? 0)
}

/** Notes an answer about a key alone that shows no member, by the time of its request. */
export function noteAbsent({ absence }: Pick<Absent, 'absence'>, key: string, at: number): void {
  absence.alone.set(key, at)
}

/** Notes the keys of a whole list, by the time of its request. */
export function noteListed({ absence }: Pick<Absent, 'absence'>, keys: ReadonlySet<string>, at: number): void {
  absence.listed = { at, keys }
}

/** Notes what an answer to a plain request of the owner, sent at this time, shows of members that are not there. */
export function noteAbsence(observed: Observation, group: Absent, at: number): void {
  const { key = '', role } = observed.request
  const { status } = observed.response
  const isDone = role === 'delete' && status >= 200 && status < 300
  const isAlone = (role === 'read' || role === 'delete') && isKey(observed.contract, key)
  if (isAlone && (isDone || ABSENT.has(status)) && !group.contested.has(key)) noteAbsent(group, key, at)
  if (role === 'list' && status === 200 && isWhole(observed)) {
    const keys = membersIn(observed).flatMap((member) => member.key ?? [])
    noteListed(group, new Set(keys), at)
  }
}

/** True for a first page that shows each item with its key, and announces no other page. */
function isWhole(observed: Observation): boolean {
  const items = itemsOf(observed)
  if (items === undefined || items.length >= pageSize(observed)) return false
  return linkOf(observed, 'next') === undefined && membersIn(observed).every(({ key }) => key !== undefined)
}

/**
 * True where a write may rest on the knowledge that a key has no member. An answer of the last second shows it, and so does one answer of the
 * run about this key alone.
 */
export function isSurelyAbsent(
  { absence: { alone, listed } }: Pick<Absent, 'absence'>,
  key: string,
  now: number,
): boolean {
  const shown = alone.get(key)
  if (shown === undefined) return false
  const inList = listed === undefined || listed.keys.has(key) ? shown : listed.at
  return now - Math.max(shown, inList) < MAX_AGE_MS
}
