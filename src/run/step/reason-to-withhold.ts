import { keysInBody } from '../../group/note-in-ledger.ts'
import { isWrite, protectsForeign } from '../../group/protects-foreign.ts'
import type { PlannedRequest } from '../../plan/planned-case.ts'
import type { Attempt } from '../session/attempt.ts'
import type { Session } from '../session/session.ts'
import { build, groupOf } from './exchange.ts'

/**
 * The reason why a write is not sent: its path or its body names a key that has a member of another client in a group of the run. Undefined for all
 * other requests. Each request of a case passes here before it is sent.
 */
export function reasonToWithhold(request: PlannedRequest, attempt: Attempt, session: Session): string | undefined {
  const { groups } = attempt.lane.group
  if (!isWrite(request, session.contract)) return undefined
  const isBodyRead = request.body !== undefined && groups.some(({ foreign }) => foreign.size > 0)
  const named = isBodyRead ? keysInBody(build(request, attempt, session), session.contract) : []
  return protectsForeign(request, { group: groupOf(request, attempt), groups, named }, session)
}
