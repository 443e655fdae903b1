import { hasFreeKeys } from '../contract/keys.ts'
import { valueAt } from '../json/pointer.ts'
import { plain } from '../plan/plain-request.ts'
import { meetsForeign } from './concurrent-changes.ts'
import { ask, discoverKeys } from './discover.ts'
import { isOurs } from './fingerprint.ts'
import type { GroupConnection } from './group-connection.ts'
import type { GroupState } from './group-state.ts'
import { removeKey, uninterrupted } from './remove-key.ts'

/**
 * Removes leftovers after the last case: existing members whose keys the run may have written. A target may store a refused create,
 * or keep a member that it reported as deleted. Foreign keys and unwritten keys stay unchanged. Returns the keys that remain.
 */
export async function sweep(group: GroupState, session: GroupConnection): Promise<readonly string[]> {
  const unnamed = await sweepUnnamed(group, session)
  if (group.touched.size === 0) return unnamed
  const leftovers = await leftIn(group, session)
  for (const key of leftovers) {
    if (!(await isConcurrent(key, group, session))) await removeKey(key, group, session)
  }
  return [...unnamed, ...(leftovers.length === 0 ? [] : await leftIn(group, session))]
}

/**
 * Of free keys: the target may have stored a member under a key that the run never named. New members that equal what the run sent are
 * left to the removal. Returns the keys of new members that may be of the run or of another client.
 */
async function sweepUnnamed(group: GroupState, session: GroupConnection): Promise<readonly string[]> {
  if (!hasFreeKeys(session.contract) || group.written.length === 0) return []
  const found = await discoverKeys(group, uninterrupted(session))
  const fresh = [...(found?.present ?? [])].filter((key) => !group.before.has(key) && !group.touched.has(key))
  const unclear: string[] = []
  for (const key of fresh) {
    const owner = await ownerOf(key, group, session)
    if (owner === 'unclear') unclear.push(key)
    if (owner !== 'ours') continue
    group.foreign.delete(key)
    group.touched.add(key)
    group.doubtful.add(key)
  }
  return unclear
}

async function ownerOf(
  key: string,
  group: GroupState,
  session: GroupConnection,
): Promise<'ours' | 'foreign' | 'unclear'> {
  const answer = await ask(plain({ operation: 'read', key }), group, uninterrupted(session))
  if (typeof answer === 'string' || answer.response.status !== 200) return 'unclear'
  const { document } = answer.response
  const claim = { group: group.id, key, fingerprints: group.written, ids: [...group.ids] }
  return valueAt(document, session.contract.resource.key.pointer) === key
    ? isOurs(document, claim, session.contract)
    : 'unclear'
}

/** True if another client created the member after the last case. A key that the run expects to exist is never checked. */
async function isConcurrent(key: string, group: GroupState, session: GroupConnection): Promise<boolean> {
  const isExpected = group.members.has(key) || group.doubtful.has(key)
  return !isExpected && (await meetsForeign(key, group, { session: uninterrupted(session) }))
}

async function leftIn(group: GroupState, session: GroupConnection): Promise<readonly string[]> {
  const found = await discoverKeys(group, uninterrupted(session))
  const ours = [...group.touched].filter((key) => !group.foreign.has(key))
  // Without a clear answer of the target, the run's own knowledge decides.
  return ours.filter((key) =>
    found === undefined || found.unclear.has(key)
      ? group.members.has(key) || group.doubtful.has(key)
      : found.present.has(key),
  )
}
