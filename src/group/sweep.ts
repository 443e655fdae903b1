import { discoverKeys } from './discover.ts'
import { removeKey, uninterrupted } from './remove-key.ts'
import type { GroupState } from './group-state.ts'
import { isForeign } from './concurrent-changes.ts'
import type { GroupConnection } from './group-connection.ts'

/**
 * A last look at a group: what the run may have put there and is still there, on a target that kept what it refused or did not
 * delete what it said it had, is taken away. What was there before, and what the run never touched, is left alone.
 * Returns what could not be removed.
 */
export async function sweep(group: GroupState, session: GroupConnection): Promise<readonly string[]> {
  if (group.touched.size === 0) return []
  const left = await leftIn(group, session)
  for (const key of left) {
    if (await isTheirs(key, group, session)) group.foreign.add(key)
    else await removeKey(key, group, session)
  }
  return left.length === 0 ? [] : leftIn(group, session)
}

/** Where nothing of ours should be any more, somebody may have configured something since the last case. */
async function isTheirs(key: string, group: GroupState, session: GroupConnection): Promise<boolean> {
  const isExpected = group.members.has(key) || group.doubtful.has(key)
  return !isExpected && isForeign(key, group, { session: uninterrupted(session) })
}

async function leftIn(group: GroupState, session: GroupConnection): Promise<readonly string[]> {
  const found = await discoverKeys(group, uninterrupted(session))
  const ours = [...group.touched].filter((key) => !group.foreign.has(key))
  // Where the target does not tell, what the run knows is all that there is to go by.
  return ours.filter((key) =>
    found === undefined || found.unclear.has(key)
      ? group.members.has(key) || group.doubtful.has(key)
      : found.present.has(key),
  )
}
