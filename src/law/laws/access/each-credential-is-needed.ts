import { isAction } from '../../../resource/is-action.ts'
import { isRefusal, isSuccess, type Answer } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { whyNotWritten } from '../../session/why-not-written.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { expectUnchanged } from '../../refusal/expect-unchanged.ts'
import { joinsCredentials, neededParts, type NeededPart } from '../../refusal/joined-credentials.ts'
import { securedRequests } from '../../refusal/secured-requests.ts'
import { demandOwner } from '../../refusal/demand-owner.ts'
import { all, showsOrActs } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** No one of several credentials that a request needs together can be left out. */
export const eachCredentialIsNeeded: Law = {
  id: 'each-credential-is-needed',
  level: 'must',
  text: 'A request without one of several credentials that the document needs together is answered 401 or 403, and changes nothing.',
  source: 'OpenAPI 3.1, section 4.8.30 (Security Requirement Object)',
  needs: all(showsOrActs, joinsCredentials),
  isRare: true,
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    demandOwner(world)
    const isJudged = isAction(world.resource) ? await leaveOutOfCreate(world) : await leaveOutOfAll(world)
    if (!isJudged)
      throw new NotVerified('the credentials of the owner have no part that the document needs beside another')
  },
}

/** Returns false where there is no part to leave out. */
async function leaveOutOfAll(world: World): Promise<boolean> {
  const isWritten = whyNotWritten(world.resource, world) === undefined
  const member = isWritten ? await world.fresh() : await world.some()
  const before = await world.readOf(member)
  if (before !== undefined && !isSuccess(before))
    throw new NotVerified(`the owner is answered ${before.status} here too`)
  let judged = 0
  for (const { asked, writes } of securedRequests(member, world)) {
    for (const part of partsOf(asked.operation.id, world)) {
      if (part.isForWrites && !writes) continue
      const answer = await world.send({ ...asked, withheld: [part.place] })
      world.expect(answer, problemsOf(answer, part, asked.operation.method))
      judged += 1
      // An exchange that wrote tells nothing more of other requests.
      if (writes && isSuccess(answer)) return true
    }
  }
  if (isWritten && member.claim !== undefined && (await leaveOutOfCreate(world))) judged += 1
  if (judged > 0 && isWritten && before !== undefined)
    await expectUnchanged(member, { before, how: 'without one of several credentials' }, world)
  return judged > 0
}

/** Sends a create once for each part. Returns false where there is no part to leave out. */
async function leaveOutOfCreate(world: World): Promise<boolean> {
  const { create } = world.resource
  const parts = create === undefined ? [] : partsOf(create.operation, world)
  for (const part of parts) {
    const { answer } = await world.create({ ...(await world.body()), withheld: [part.place] })
    world.expect(answer, problemsOf(answer, part, 'a create'))
  }
  return parts.length > 0
}

function partsOf(operation: string, world: World): readonly NeededPart[] {
  const schemes = world.document.securitySchemes
  return neededParts(world.operation(operation), { schemes, sent: world.credentials() })
}

/** Any other refusal is a refusal too. A part such as a version of the API may have a default. */
function problemsOf(answer: Answer, { scheme, isProof }: NeededPart, what: string): readonly Problem[] {
  const level = shouldUnless(isProof && !isRefusal(answer))
  return statusProblems(answer, [401, 403], { what: `${what} without ${scheme}`, ...level })
}
