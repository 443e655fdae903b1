import type { SetUp } from '../plan/planned-case.ts'
import { sendPatiently } from '../send/send-patiently.ts'
import { buildRequest } from '../send/build-request.ts'
import { type GroupState, noteWrite } from './group-state.ts'
import { plain } from '../plan/plain-request.ts'
import type { GroupConnection } from './group-connection.ts'
import { isDeepStrictEqual } from 'node:util'

/** Whether the member is there as this set-up has made it, as far as the run knows. */
export function isIntact({ key, body }: SetUp, group: GroupState): boolean {
  const member = group.members.get(key)
  return member?.complete === true && !group.doubtful.has(key) && isDeepStrictEqual(member.values, body)
}

/** Deletes a member; whether it is gone. Also where the run was interrupted it is patient: it is this that must not be left undone. */
export async function removeKey(key: string, group: GroupState, session: GroupConnection): Promise<boolean> {
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
export function uninterrupted(session: GroupConnection): GroupConnection {
  return { ...session, signal: NEVER }
}
