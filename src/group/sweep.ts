import { discoverKeys } from './discover.ts'
import { removeKey, uninterrupted } from './remove-key.ts'
import type { GroupState } from './group-state.ts'
import { meetsForeign } from './concurrent-changes.ts'
import type { GroupConnection } from './group-connection.ts'

/**
 * Removes leftovers after the last case: existing members whose keys the run may have written. A target may store a refused create,
 * or keep a member that it reported as deleted. Foreign keys and unwritten keys stay unchanged. Returns the keys that remain.
 */
export async function sweep(group: GroupState, session: GroupConnection): Promise<readonly string[]> {
  if (group.touched.size === 0) return []
  const leftovers = await leftIn(group, session)
  for (const key of leftovers) {
    if (!(await isConcurrent(key, group, session))) await removeKey(key, group, session)
  }
  return leftovers.length === 0 ? [] : leftIn(group, session)
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
