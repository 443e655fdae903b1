import { plain } from '../plan/plain-request.ts'
import { ask, discoverKeys } from './discover.ts'
import type { GroupState } from './group-state.ts'
import type { GroupConnection } from './group-connection.ts'
import { isOurs, fingerprintOf } from './fingerprint.ts'
import { valueAt } from '../json/pointer.ts'

/** How long what a look has shown is relied on, in milliseconds. */
const RELIED_ON = 10_000

/** Others may configure something while the run lasts: a group is looked at again now and then, and what is new there is theirs. */
export async function refreshForeignKeys(group: GroupState, session: GroupConnection): Promise<void> {
  const now = session.clock.now()
  if (now - group.lookedAt < RELIED_ON) return
  group.lookedAt = now
  const found = await discoverKeys(group, session)
  for (const key of found?.present ?? []) {
    const known = group.foreign.has(key) || group.members.has(key) || group.doubtful.has(key)
    if (!known && (await isForeign(key, group, { session }))) group.foreign.add(key)
  }
}

/** Whether a member is there that has an id which no answer has given to one of ours, and does not look like what was just sent. */
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
