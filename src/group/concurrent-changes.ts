import { variantOf } from '../contract/keys.ts'
import { valueAt } from '../json/pointer.ts'
import type { Observation } from '../judge/observation.ts'
import { membersIn } from '../judge/reading/members.ts'
import { plain } from '../plan/plain-request.ts'
import { ABSENT } from './absence.ts'
import { ask, discoverKeys, listedKeys } from './discover.ts'
import { fingerprintOf, isOurs, visibleEnds } from './fingerprint.ts'
import type { GroupConnection } from './group-connection.ts'
import { doubt, type GroupState } from './group-state.ts'

/** The longest age of a discovery, in milliseconds; after a failed case, members may have changed in ways that the run does not know. */
const MAX_AGE_MS = 10_000
const MAX_AGE_AFTER_FAILURE_MS = 1_000

/** The most new keys that one discovery reads although no case writes them, as a count: a list may show thousands of new ones each time. */
const MOST_OTHERS = 100

/** The most foreign members that one look for those that are gone reads, as a count: a group may hold thousands of them. */
const MOST_FOREIGN = 100

/** Makes the next discovery due within a second. */
export function suspectChanges(group: GroupState, { clock }: GroupConnection): void {
  group.discoveredAt = Math.min(group.discoveredAt, clock.now() - MAX_AGE_MS + MAX_AGE_AFTER_FAILURE_MS)
}

/**
 * Marks keys as foreign that another client created during the run, and keys as doubtful whose member no request can remove, by two
 * discoveries. Sends requests only if the last discovery is older than 10 s, or a second after a failed case.
 */
export async function refreshForeignKeys(group: GroupState, connection: GroupConnection): Promise<void> {
  const now = connection.clock.now()
  if (now - group.discoveredAt < MAX_AGE_MS) return
  group.discoveredAt = now
  const found = await discoverKeys(group, connection)
  if (found !== undefined && [...group.foreign].some((key) => !found.present.has(key)))
    await forgetGone(group, connection, found.present)
  const suspects = new Set<string>()
  for (const key of keysToRead(found?.present ?? [], group, connection)) {
    if (connection.signal.aborted) break
    if ((await writerOf(key, group, { connection, isListed: true })) === 'foreign' || !group.touched.has(key)) continue
    if (await isStranded(key, group, connection)) suspects.add(key)
  }
  const stranded = [...suspects].filter((key) => group.suspects.has(key))
  for (const key of stranded) group.stranded.add(key)
  if (stranded.length > 0) doubt(group, stranded)
  group.suspects = suspects
}

/** The listed keys without a known member: all that a case may write, and the first of the others. */
function keysToRead(
  listed: Iterable<string>,
  { foreign, members, doubtful, claimed, touched }: GroupState,
  { contract }: GroupConnection,
): readonly string[] {
  const fresh = [...listed].filter((key) => !foreign.has(key) && !members.has(key) && !doubtful.has(key))
  const mayBeWritten = (key: string): boolean =>
    contract.resource.key.values.includes(key) || claimed.has(key) || touched.has(key)
  const others = fresh.filter((key) => !mayBeWritten(key))
  return [...fresh.filter(mayBeWritten), ...others.slice(0, MOST_OTHERS)]
}

/**
 * Drops the claims about foreign members that no read finds any more. The first case that has seen a member missing has told it. With many
 * members, the reads begin with those that the list lacks. Claims about unlisted members beyond the limit are dropped without a read.
 */
export async function forgetGone(
  group: GroupState,
  connection: GroupConnection,
  listed?: ReadonlySet<string>,
): Promise<void> {
  // A list may show thousands of keys that the contract does not have, and no case claims these.
  const claimed = [...group.foreign].filter(
    (key) => !group.doubtful.has(key) && variantOf(connection.contract, key) !== undefined,
  )
  const lacking = claimed.length > MOST_FOREIGN ? await unlisted(claimed, { group, connection, listed }) : claimed
  for (const key of [...new Set([...lacking, ...claimed])].slice(0, MOST_FOREIGN)) {
    if (connection.signal.aborted) return
    const read = await ask(plain({ operation: 'read', key }), group, connection)
    if (typeof read !== 'string' && read.response.status === 404) group.doubtful.add(key)
  }
  for (const key of lacking.slice(MOST_FOREIGN)) group.doubtful.add(key)
}

/** The keys that the list lacks: all of them without an answer. */
async function unlisted(keys: readonly string[], { group, connection, listed }: Listing): Promise<readonly string[]> {
  const present = listed ?? (await discoverKeys(group, connection))?.present
  return keys.filter((key) => present?.has(key) !== true)
}

interface Listing {
  readonly group: GroupState
  readonly connection: GroupConnection
  /** The keys that a list has just shown; undefined where none was read. */
  readonly listed: ReadonlySet<string> | undefined
}

/** True if a read of a listed member is answered 404, and the list still shows the member afterwards. */
async function isStranded(key: string, group: GroupState, connection: GroupConnection): Promise<boolean> {
  const read = await ask(plain({ operation: 'read', key }), group, connection)
  if (typeof read === 'string' || read.response.status !== 404) return false
  return (await discoverKeys(group, connection))?.present.has(key) === true
}

/**
 * The writer of the member under a key, by a read. It is another client where the id is in no answer to a write, and the values differ from
 * `sent` and from the last bodies of all groups. A refused create of the run may be stored, and one in another group may be stored here too.
 * The key is then foreign. `unclear`: no answer tells. Nothing under the key counts as `ours`. A foreign member that no list shows was there
 * before the run, and is noted as hidden.
 */
export async function writerOf(
  key: string,
  group: GroupState,
  { connection, sent, isListed = false }: Looking,
): Promise<'ours' | 'foreign' | 'unclear'> {
  const { contract } = connection
  const answer = await ask(plain({ operation: 'read', key }), group, connection)
  if (typeof answer === 'string') return 'unclear'
  const { status, document } = answer.response
  if (ABSENT.has(status)) return 'ours'
  if (status !== 200) return 'unclear'
  const id = valueAt(document, contract.resource.identity)
  const bodies = [...(group.sent.get(key) ?? []), ...(sent === undefined ? [] : [sent])]
  const fingerprints = bodies.map((body) => fingerprintOf(body, key, contract))
  const writer = isOurs(document, { group: group.id, key, fingerprints, ids: [...group.ids] }, contract)
  if (typeof id !== 'string') return writer === 'foreign' ? 'unclear' : 'ours'
  if (writer === 'ours' || (writer === 'unclear' && group.idsOfAny.has(id))) return 'ours'
  if (!isListed && (await isHidden({ key, id }, group, connection))) {
    group.absence.hidden.add(key)
    group.foreign.add(key)
    group.before.add(key)
    return 'foreign'
  }
  group.foreign.add(key)
  // A member that came during the run may go again.
  group.doubtful.add(key)
  if (wasNeverSent({ key, value: document }, group, connection)) cede(group, [key])
  return 'foreign'
}

interface Looking {
  readonly connection: GroupConnection
  /** The body that the run has just sent to the key. */
  readonly sent?: unknown
  /** True for a key that a list has just shown. */
  readonly isListed?: boolean
}

/** True if a whole list lacks a member that a read before it and a read after it show. */
async function isHidden(
  { key, id }: { readonly key: string; readonly id: string },
  group: GroupState,
  connection: GroupConnection,
): Promise<boolean> {
  const listed = await listedKeys(group, connection)
  if (listed === undefined || listed.has(key)) return false
  const again = await ask(plain({ operation: 'read', key }), group, connection)
  if (typeof again === 'string' || again.response.status !== 200) return false
  return valueAt(again.response.document, connection.contract.resource.identity) === id
}

/**
 * The keys of members in an answer that another client wrote during the run. The run cedes these keys: another client may write
 * them at any time.
 */
export function noticeForeignMembers(
  observation: Observation,
  group: GroupState,
  connection: GroupConnection,
): readonly string[] {
  const keys = membersIn(observation).flatMap(({ key, value }) => {
    const isNew = key !== undefined && variantOf(connection.contract, key) !== undefined && !group.foreign.has(key)
    return isNew && wasNeverSent({ key, value }, group, connection) ? [key] : []
  })
  cede(group, keys)
  return keys
}

/**
 * True if a member has an id and a secret that are in no request or answer of the run. A fault of the server rarely invents both. A
 * member without a visible secret is told by its id, once the group is known to have another client.
 */
function wasNeverSent(
  { key, value }: { readonly key: string; readonly value: unknown },
  { ids, members, ceded, contested }: GroupState,
  { contract, secrets }: GroupConnection,
): boolean {
  const id = valueAt(value, contract.resource.identity)
  if (typeof id !== 'string' || ids.has(id)) return false
  const ends = visibleEnds(value, key, contract)
  if (ends.length === 0) return ceded.size > 0 && !members.has(key) && !contested.has(key)
  return ends.every((end) => !secrets.endsAny(end))
}

/**
 * Gives keys up: the run writes these keys no more, and claims nothing about their members. Nor does it of other foreign members: the other
 * client may have written them before the run, and may remove them.
 */
function cede(group: GroupState, keys: readonly string[]): void {
  if (keys.length > 0) for (const key of group.foreign) group.doubtful.add(key)
  for (const key of keys) {
    group.foreign.add(key)
    group.doubtful.add(key)
    group.ceded.add(key)
    group.members.delete(key)
    group.snapshot = undefined
  }
}
