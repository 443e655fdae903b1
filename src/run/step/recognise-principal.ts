import { ask } from '../../group/discover.ts'
import type { GroupState } from '../../group/group-state.ts'
import { differencesOf } from '../../json/difference.ts'
import { plain } from '../../plan/plain-request.ts'
import type { Principal } from '../../suite/suite.ts'
import type { Session } from '../session/session.ts'

/**
 * True if the target has shown that it knows the credentials of a principal. An issued token shows it, any success, and an answer that
 * differs from those to made-up credentials. A refusal alone shows nothing: wrong credentials are refused as well.
 */
export async function isRecognised(principal: Principal, group: GroupState, session: Session): Promise<boolean> {
  const { served, principals, recognitions } = session
  if (served.has(principal) || principals.isIssued(principal)) return true
  const known = recognitions.get(principal) ?? compareAnswers(principal, group, session)
  recognitions.set(principal, known)
  return (await known) || served.has(principal)
}

/** Lists the group as the principal, between two lists with made-up credentials. A success needs no second one. */
async function compareAnswers(principal: Principal, group: GroupState, session: Session): Promise<boolean> {
  const list = { ...plain({ operation: 'list' }), as: principal }
  const madeUp = (secret: string): ReturnType<typeof ask> => {
    const principals = { ...session.principals, send: () => session.principals.sendMadeUp(principal, secret) }
    return ask(list, group, { ...session, principals })
  }
  const before = await madeUp('made-up-credentials-1')
  const own = await ask(list, group, session)
  if (session.principals.isIssued(principal)) return true
  if (typeof own === 'string') return false
  if (own.response.status < 300) return true
  const after = await madeUp('made-up-credentials-2')
  if (typeof before === 'string' || typeof after === 'string') return false
  // A place that differs between the made-up answers, such as a time or an echo, says nothing about the principal.
  const volatile = new Set(differencesOf(before.response, after.response).map(({ at }) => at))
  return differencesOf(before.response, own.response).some(({ at }) => !volatile.has(at))
}
