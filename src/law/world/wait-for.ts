import { BETWEEN_LOOKS, LOOKS } from '../session/later.ts'
import { operationWithId } from '../body/paths.ts'
import { compareMember } from '../compare/compare-member.ts'
import { unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import { type Member, pathOf } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { waitUntilSettled } from './settled.ts'

/** The most looks at a member whose operation has succeeded, as a count. */
const LOOKS_DONE = 3

/** After a 202, the member is waited for, and what was sent: one that is still being made may show a part. So is the end of a state such as `CREATING`. */
export async function waitFor(member: Member, created: Answer, caseSession: CaseSession): Promise<Member> {
  const found = await accepted(member, created, caseSession)
  await waitUntilSettled(found, caseSession)
  return found
}

async function accepted(member: Member, { status, isDone }: Answer, { record, session }: CaseSession): Promise<Member> {
  const { resource, sent } = member
  if (status !== 202 || resource.read === undefined) return member
  const { clock, signal } = session.connection
  const makings = makingsOf(resource, session.learned)
  const operation = operationWithId(session.document, resource.read.operation)
  let isThere = false
  // A value that never comes is waited for once.
  const looks = makings.later === 'lacks' ? 1 : isDone === true ? LOOKS_DONE : LOOKS
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await clock.sleep(BETWEEN_LOOKS, signal)
    const answer = await ask({ operation, path: pathOf(member) }, record, session)
    isThere = isSuccess(answer)
    const shown = unwrapped(answer.json, resource)
    const isWhole = isThere && compareMember({ sent, shown, operation }, resource, session.document).length === 0
    if (isWhole) makings.later = 'shows'
    if (isWhole) return member
  }
  // A member whose operation has succeeded is whole.
  if (isDone !== true) makings.later = 'lacks'
  if (isThere) return member
  makings.impossible = `the ${resource.name} was accepted with 202, and was not there ${(LOOKS * BETWEEN_LOOKS) / 1000} s later`
  throw new NotVerified(makings.impossible)
}
