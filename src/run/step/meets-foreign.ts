import { operationOf } from '../../contract/contract.ts'
import { isKey } from '../../contract/keys.ts'
import { isSurelyAbsent, noteAbsent } from '../../group/absence.ts'
import { writerOf } from '../../group/concurrent-changes.ts'
import type { GroupState } from '../../group/group-state.ts'
import { isWrite } from '../../group/protects-foreign.ts'
import { plain } from '../../plan/plain-request.ts'
import type { PlannedRequest } from '../../plan/planned-case.ts'
import type { Attempt } from '../session/attempt.ts'
import type { Session } from '../session/session.ts'
import { groupOf } from './exchange.ts'
import { reasonToLeave } from './reason-to-leave.ts'
import { fireRead } from './take-snapshot.ts'

/**
 * True if a request would change or delete a member that another client has created unseen. The request is then not sent, and the attempt has the
 * reason. Reads the key where the run believes it to be absent, and no answer of the last second shows that. A list alone may hide a member.
 */
export async function meetsForeign(request: PlannedRequest, attempt: Attempt, session: Session): Promise<boolean> {
  const { key } = request
  // A server may apply a request to an unknown group to the lane's group.
  const group = groupOf(request, attempt) ?? attempt.lane.group
  if (key === undefined || !isKey(session.contract, key) || !mayOverwrite(request, session)) return false
  if (!group.foreign.has(key)) {
    if (group.members.has(key) || group.doubtful.has(key)) return false
    if (isSurelyAbsent(group, key, session.clock.now())) return false
    if ((await look(key, group, session)) !== 'foreign') return false
  }
  await leaveForeign(key, { request, group, attempt, session })
  return true
}

/** True for a write that is no create: a create leaves a member as it is. */
function mayOverwrite({ operation, method }: PlannedRequest, { contract }: Session): boolean {
  const isCreate =
    operation === 'create' && (method === undefined || method === operationOf(contract, operation).method)
  return !isCreate && isWrite({ operation, ...(method === undefined ? {} : { method }) }, contract)
}

type Writer = Awaited<ReturnType<typeof writerOf>>

/** The reads under way, by key: requests that are sent at once share one. */
const looks = new WeakMap<GroupState, Map<string, Promise<Writer>>>()

async function look(key: string, group: GroupState, session: Session): Promise<Writer> {
  const underWay = looks.get(group) ?? new Map<string, Promise<Writer>>()
  looks.set(group, underWay)
  const known = underWay.get(key)
  if (known !== undefined) return known
  const reading = writerOf(key, group, { connection: session }).finally(() => underWay.delete(key))
  underWay.set(key, reading)
  const writer = await reading
  // A target that answers no read clearly is asked no more than others.
  if (writer !== 'foreign') noteAbsent(group, key, session.clock.now())
  return writer
}

interface Leaving {
  readonly request: Pick<PlannedRequest, 'scope'>
  readonly group: GroupState
  readonly attempt: Attempt
  readonly session: Session
}

/**
 * Ends an attempt that has met a member of another client. Of a member that the list hides, a list is judged: the attempt has a finding, once in a
 * run. Later lists are not held to the member.
 */
export async function leaveForeign(key: string, { request, group, attempt, session }: Leaving): Promise<void> {
  const { absence, doubtful } = group
  if (!absence.hidden.has(key)) {
    attempt.skipped = `${key} was created by another client during the run; the run leaves ${key} unchanged`
    return
  }
  const reason = reasonToLeave(key, group)
  const isTold = !doubtful.has(key) && (await showsHidden(key, { request, group, attempt, session }))
  doubtful.add(key)
  if (isTold) attempt.inconclusive ??= reason
  else attempt.skipped = reason
}

/** Reads the member and the list, and returns true where the list violates a requirement. */
async function showsHidden(key: string, { request, group, attempt, session }: Leaving): Promise<boolean> {
  const scoped = scopeOf(request, group, attempt)
  await fireRead({ ...plain({ operation: 'read', key }), ...scoped }, attempt, session)
  const { length } = attempt.findings
  await fireRead({ ...plain({ operation: 'list' }), ...scoped }, attempt, session)
  return attempt.findings.slice(length).some(({ level }) => level !== 'observe')
}

/** The scope of a request in a group of the run. */
function scopeOf(
  { scope }: Pick<PlannedRequest, 'scope'>,
  group: GroupState,
  attempt: Attempt,
): { readonly scope?: string } {
  return scope === undefined || group === attempt.lane.group ? {} : { scope }
}
