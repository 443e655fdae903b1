import { plain } from '../plan/plain-request.ts'
import { ask, discoverKeys } from './discover.ts'
import type { GroupState } from './group-state.ts'
import type { GroupConnection } from './group-connection.ts'
import { isOurs, fingerprintOf } from './fingerprint.ts'
import { valueAt } from '../json/pointer.ts'

/** The longest age of a discovery, in milliseconds. */
const MAX_AGE_MS = 10_000

/** Marks keys as foreign that another client created during the run. Sends requests only if the last discovery is older than 10 s. */
export async function refreshForeignKeys(group: GroupState, session: GroupConnection): Promise<void> {
  const now = session.clock.now()
  if (now - group.discoveredAt < MAX_AGE_MS) return
  group.discoveredAt = now
  const found = await discoverKeys(group, session)
  for (const key of found?.present ?? []) {
    const known = group.foreign.has(key) || group.members.has(key) || group.doubtful.has(key)
    if (!known && (await isForeign(key, group, { session }))) group.foreign.add(key)
  }
}

/**
 * True if a member with this key exists that the run did not create: its id is in no answer to a write of the run, and its values
 * differ from `sent`.
 */
export async function isForeign(
  key: string,
  group: GroupState,
  { session, sent }: { readonly session: GroupConnection; readonly sent?: unknown },
): Promise<boolean> {
  const { contract } = session
  const answer = await ask(plain({ operation: 'read', key }), group, session)
  if (typeof answer === 'string' || answer.response.status !== 200) return false
  const { document } = answer.response
  if (typeof valueAt(document, contract.resource.identity) !== 'string') return false
  const fingerprints = sent === undefined ? [] : [fingerprintOf(sent, key, contract)]
  return isOurs(document, { group: group.id, key, fingerprints, ids: [...group.ids] }, contract) !== 'ours'
}
