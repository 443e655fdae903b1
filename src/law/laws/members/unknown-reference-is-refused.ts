import { isObject, parsePointer } from '../../../json/pointer.ts'
import { type Changing, changedMember } from '../../change/changed-member.ts'
import { bodiesOf, withMember } from '../../body/wrapped-member.ts'
import { createWith } from '../../world/create-with.ts'
import { type ReferenceEvidence, mustLeadSomewhere, documentStates } from '../../refusal/evidence-of-references.ts'
import { expectUnchanged } from '../../refusal/expect-unchanged.ts'
import { withUnknownReference } from '../../refusal/unknown-reference.ts'
import { type Answer, isLater, isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, creates, isPartial } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { contentOf } from '../../body/request-body.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { updateTakes } from '../../change/update-takes.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { isValidBy } from '../../body/validators.ts'

/** A body names members of other resources that are there. */
export const unknownReferenceIsRefused: Law = {
  id: 'unknown-reference-is-refused',
  level: 'must',
  text: 'A create or an update that names a member of another resource which does not exist is refused with a 4xx status, and changes nothing.',
  source: 'the document: a refusal or a property says that the member must exist',
  needs: all(creates, documentStates(mustLeadSomewhere, 'that a body names a member which must be there')),
  async check(world) {
    let judged = 0
    for (const evidence of mustLeadSomewhere(world.resource, world)) {
      if (await holdCreate(evidence, world)) judged += 1
      if (await holdUpdates(evidence, world)) judged += 1
    }
    if (judged === 0) throw new NotVerified('no body could be made that names a member which does not exist')
  },
}

async function holdCreate(evidence: ReferenceEvidence, world: World): Promise<boolean> {
  const made = await createWith((member, isValid) => withUnknownReference(member, evidence, { world, isValid }), world)
  if (made === undefined) return false
  hold(made.created.answer, { ...evidence, what: 'a create' }, world)
  return true
}

/** Each update by itself, and all of one member: a refusal changes nothing. */
async function holdUpdates(evidence: ReferenceEvidence, world: World): Promise<boolean> {
  const updates = world.resource.updates.filter(
    (facts) => !takesChanges(facts) && updateTakes(facts, evidence.pointer, world),
  )
  if (updates.length === 0) return false
  const member = await world.fresh()
  let isHeld = false
  for (const facts of updates) if (await holdUpdate(evidence, { member, facts }, world)) isHeld = true
  return isHeld
}

/** An update that merges may name the other member alone. Then it is sent among valid changes too, so that what is stored first is seen. */
async function holdUpdate(evidence: ReferenceEvidence, { member, facts }: Changing, world: World): Promise<boolean> {
  const { schema = true } = contentOf(world.operation(facts.operation), facts.media) ?? {}
  const bodies = bodiesOf(world.resource, facts)
  const isValid = (sent: unknown): boolean => isValidBy(withMember(undefined, sent, bodies), schema, world.validators)
  const alone = isPartial(facts)
    ? partOf(withUnknownReference(member.sent, evidence, { world, isValid: () => true }), evidence)
    : undefined
  const changed = changedMember({ member, facts }, world)
  const among =
    alone === undefined
      ? withUnknownReference(changed, evidence, { world, isValid })
      : changed && { ...changed, ...alone }
  const wrong = [alone, among].filter((one) => one !== undefined && isValid(one))
  const before = wrong.includes(among) ? await world.readOf(member) : undefined
  for (const sent of wrong) {
    const answer = await world.update(member, sent, { facts })
    hold(answer, { ...evidence, what: 'an update' }, world)
    if (!isRefusal(answer)) break
    if (sent === among && before !== undefined && isSuccess(before))
      await expectUnchanged(member, { before, how: `that was refused with ${answer.status}` }, world)
  }
  return wrong.length > 0
}

/** The property at the top that names the other member. */
function partOf(whole: unknown, { pointer }: ReferenceEvidence): object | undefined {
  const [name = ''] = parsePointer(pointer)
  return isObject(whole) ? { [name]: whole[name] } : undefined
}

function hold(
  answer: Answer,
  { what, pointer, to, certainty }: ReferenceEvidence & { readonly what: string },
  world: World,
): void {
  const level = certainty === 'guess' ? ('should' as const) : undefined
  const whole = `${what} with a key at ${pointer} that no ${to.name} has`
  world.expect(answer, isLater(answer) ? [] : acceptedProblems(answer, { what: whole, level }))
}
