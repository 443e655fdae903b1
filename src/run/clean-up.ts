import { isDeepStrictEqual } from 'node:util'
import type { PlannedCase, SetUp } from '../plan/planned-case.ts'
import type { Attempt } from './attempt.ts'
import { buildRequest } from '../send/build-request.ts'
import { plain } from './exchange.ts'
import { type GroupState, noteWrite } from '../group/group-state.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import type { Session } from './session.ts'

/**
 * Takes away what the case has put there: every key it claimed that is, or may be, configured. Keys that were there before the
 * run are never among them. Its answers are not judged by the case; a key that stays is doubtful from then on.
 */
export async function cleanUp({ given }: PlannedCase, attempt: Attempt, { session, keep }: CleaningUp): Promise<void> {
  const { group, other } = attempt.lane
  const kept = new Set(keep.filter((setUp) => isIntact(setUp, group)).map(({ key }) => key))
  const touched = kept.size === 0 ? attempt.touched : new Set([...attempt.touched].filter((key) => !kept.has(key)))
  await removeAll(touched, group, { attempt, session })
  if (other !== undefined) await removeAll(new Set(given.otherAbsent), other, { attempt, session })
}

export interface CleaningUp {
  readonly session: Session
  /** What may stay where it is as it was made: the next example starts from it. */
  readonly keep: readonly SetUp[]
}

/** Whether the member is there as this set-up has made it, as far as the run knows. */
export function isIntact({ key, body }: SetUp, group: GroupState): boolean {
  const member = group.members.get(key)
  return member?.complete === true && !group.doubtful.has(key) && isDeepStrictEqual(member.values, body)
}

interface Cleaning {
  readonly attempt: Attempt
  readonly session: Session
}

async function removeAll(keys: ReadonlySet<string>, group: GroupState, { attempt, session }: Cleaning): Promise<void> {
  for (const key of keys) {
    group.touched.add(key)
    const present = group.members.has(key) || group.doubtful.has(key)
    if (!present || group.foreign.has(key)) continue
    const removed = await removeKey(key, group, session)
    if (!removed) attempt.inconclusive ??= `${key} could not be removed after the case`
  }
}

/** Deletes a member; whether it is gone. Also where the run was interrupted it is patient: it is this that must not be left undone. */
export async function removeKey(key: string, group: GroupState, session: Session): Promise<boolean> {
  const { outgoing } = buildRequest(plain({ operation: 'delete', key }), {
    contract: session.contract,
    group: group.id,
    otherGroup: undefined,
    saved: new Map(),
  })
  const reply = await sendPatiently(outgoing, 'owner', uninterrupted(session))
  const status = reply.answered ? reply.response.status : undefined
  // 404 is as good: it is not there.
  const gone = status !== undefined && ((status >= 200 && status < 300) || status === 404)
  if (gone) session.ledger?.gone({ group: group.id, key })
  noteWrite(group, session.contract, { role: 'delete', key, body: undefined, status: gone ? 204 : undefined })
  return gone
}

const NEVER = new AbortController().signal

/** The session for what is done although the run was interrupted; a second interruption ends the process. */
export function uninterrupted(session: Session): Session {
  return { ...session, signal: NEVER }
}
