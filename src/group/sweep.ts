import { hasFreeKeys } from '../contract/keys.ts'
import { valueAt } from '../json/pointer.ts'
import { plain } from '../plan/plain-request.ts'
import { writerOf } from './concurrent-changes.ts'
import { ask, discoverKeys } from './discover.ts'
import { fingerprintOf, hasIdOf, isOurs } from './fingerprint.ts'
import type { GroupConnection } from './group-connection.ts'
import type { GroupState } from './group-state.ts'
import { type KeptMember, keptMember } from './kept-member.ts'
import { requestRemoval } from './remove-key.ts'
import { uninterrupted } from '../send/uninterrupted.ts'
import { removeStrays } from './strays.ts'
import type { RecordedExchange } from '../secrets/evidence.ts'

/** The members that remain in a group after the sweep. */
export interface Swept {
  readonly keys: readonly string[]
  /** The members among them that the target kept although it answered their deletes with a success. */
  readonly kept: readonly KeptMember[]
}

/**
 * Removes leftovers after the last case: existing members whose keys the run may have written. A target may store a refused create,
 * or keep a member that it reported as deleted. Foreign keys and unwritten keys stay unchanged. Returns what remains.
 */
export async function sweep(group: GroupState, connection: GroupConnection): Promise<Swept> {
  await removeStrays(group, connection)
  const unnamed = [...(await sweepUnnamed(group, connection)), ...group.stuck]
  if (group.touched.size === 0) return { keys: unnamed, kept: [] }
  const leftovers = await leftIn(group, connection)
  const removals = new Map<string, RecordedExchange>()
  for (const key of leftovers) {
    if (!(await mayRemove(key, group, connection))) continue
    removals.set(key, (await requestRemoval({ key }, group, connection)).exchange)
  }
  const left = leftovers.length === 0 ? [] : await leftIn(group, connection)
  const kept: KeptMember[] = []
  for (const [key, removal] of removals) {
    const found = left.includes(key) ? await keptMember(key, removal, { group, connection }) : undefined
    if (found !== undefined) kept.push(found)
  }
  for (const key of left) claimAgain(key, kept.find((one) => one.key === key)?.id, { group, connection })
  return { keys: [...unnamed, ...left], kept }
}

/** Claims a member again in the ledger, which counts it as gone since its delete was answered with a success. */
function claimAgain(
  key: string,
  id: string | undefined,
  { group, connection: { ledger, contract } }: { readonly group: GroupState; readonly connection: GroupConnection },
): void {
  const place = { group: group.id, key }
  for (const body of group.sent.get(key) ?? []) ledger?.writing(place, fingerprintOf(body, key, contract))
  if (id !== undefined) ledger?.identified(place, id)
}

/**
 * Returns the keys of new members that may be of the run or of another client. With free keys, the target may have stored a member under
 * a key that the run never named. New members that equal what the run sent are left to the removal. Of very many new members, the first are
 * read.
 */
async function sweepUnnamed(group: GroupState, connection: GroupConnection): Promise<readonly string[]> {
  if (!hasFreeKeys(connection.contract) || group.written.length === 0) return []
  const found = await discoverKeys(group, uninterrupted(connection))
  const fresh = [...(found?.present ?? [])].filter((key) => !group.before.has(key) && !group.touched.has(key))
  const unclear = fresh.slice(MOST_NEW)
  for (const key of fresh.slice(0, MOST_NEW)) {
    const owner = await ownerOf(key, group, connection)
    if (owner === 'unclear') unclear.push(key)
    if (owner !== 'ours') continue
    group.foreign.delete(key)
    group.touched.add(key)
    group.doubtful.add(key)
  }
  return unclear
}

/** The most new members that a sweep reads, as a count: a list may show any number of keys. */
const MOST_NEW = 1_000

async function ownerOf(
  key: string,
  group: GroupState,
  connection: GroupConnection,
): Promise<'ours' | 'foreign' | 'unclear'> {
  const answer = await ask(plain({ operation: 'read', key }), group, uninterrupted(connection))
  if (typeof answer === 'string' || answer.response.status !== 200) return 'unclear'
  const { document } = answer.response
  const { contract } = connection
  if (valueAt(document, contract.resource.key.pointer) !== key) return 'unclear'
  const ids = [...group.ids]
  // During its run, an id is enough: a faulty target may store other values than it was sent.
  if (hasIdOf(document, ids, contract)) return 'ours'
  return isOurs(document, { group: group.id, key, fingerprints: group.written, ids }, contract)
}

/** True unless another client may have created the member after the last case. A key that the run expects to exist is never checked. */
async function mayRemove(key: string, group: GroupState, connection: GroupConnection): Promise<boolean> {
  const isExpected = group.members.has(key) || group.doubtful.has(key)
  return (
    isExpected || (await writerOf(key, group, { connection: uninterrupted(connection), isListed: true })) === 'ours'
  )
}

async function leftIn(group: GroupState, connection: GroupConnection): Promise<readonly string[]> {
  const found = await discoverKeys(group, uninterrupted(connection))
  const ours = [...group.touched].filter((key) => !group.foreign.has(key))
  // Without a clear answer of the target, the run's own knowledge decides.
  return ours.filter((key) =>
    found === undefined || found.unclear.has(key)
      ? group.members.has(key) || group.doubtful.has(key)
      : found.present.has(key),
  )
}
