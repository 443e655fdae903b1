import { isLater } from '../../session/exchange.ts'
import { isObject, parsePointer } from '../../../json/pointer.ts'
import { changedMember } from '../../change/changed-member.ts'
import { bodiesOf, withMember } from '../../body/wrapped-member.ts'
import { createWith } from '../../refusal/create-with.ts'
import { type Evidence, mustLeadSomewhere, statesOf } from '../../refusal/evidence-of-references.ts'
import { withUnknownReference } from '../../refusal/unknown-reference.ts'
import type { Answer } from '../../session/exchange.ts'
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
  text: 'A create or an update that names a member of another resource which does not exist is refused with a 4xx status.',
  source: 'the document: a refusal or a property says that the member must exist',
  needs: all(creates, statesOf(mustLeadSomewhere, 'that a body names a member which must be there')),
  async check(world) {
    let judged = 0
    for (const evidence of mustLeadSomewhere(world.resource, world)) {
      if (await holdCreate(evidence, world)) judged += 1
      if (await holdUpdates(evidence, world)) judged += 1
    }
    if (judged === 0) throw new NotVerified('no body could be made that names a member which does not exist')
  },
}

async function holdCreate(evidence: Evidence, world: World): Promise<boolean> {
  const created = await createWith(
    (member, isValid) => withUnknownReference(member, evidence, { world, isValid }),
    world,
  )
  if (created === undefined) return false
  hold(created.answer, { ...evidence, what: 'a create' }, world)
  return true
}

/** Each update by itself, and all of one member: a refusal changes nothing. */
async function holdUpdates(evidence: Evidence, world: World): Promise<boolean> {
  const updates = world.resource.updates.filter(
    (facts) => !takesChanges(facts) && updateTakes(facts, evidence.pointer, world),
  )
  if (updates.length === 0) return false
  const member = await world.fresh()
  let isHeld = false
  for (const facts of updates) {
    const { schema = true } = contentOf(world.operation(facts.operation), facts.media) ?? {}
    const bodies = bodiesOf(world.resource, facts)
    const isValid = (sent: unknown): boolean => isValidBy(withMember(undefined, sent, bodies), schema, world.validators)
    // An update that merges may name the other member alone.
    const changed = isPartial(facts) ? member.sent : changedMember({ member, facts }, world)
    const whole = withUnknownReference(changed, evidence, {
      world,
      isValid: isPartial(facts) ? () => true : isValid,
    })
    const wrong = isPartial(facts) ? partOf(whole, evidence) : whole
    if (wrong === undefined || !isValid(wrong)) continue
    hold(await world.update(member, wrong, { facts }), { ...evidence, what: 'an update' }, world)
    isHeld = true
  }
  return isHeld
}

/** The property at the top that names the other member. */
function partOf(whole: unknown, { pointer }: Evidence): unknown {
  const [name = ''] = parsePointer(pointer)
  return isObject(whole) ? { [name]: whole[name] } : undefined
}

function hold(
  answer: Answer,
  { what, pointer, to, certainty }: Evidence & { readonly what: string },
  world: World,
): void {
  const level = certainty === 'guess' ? ('should' as const) : undefined
  const whole = `${what} with a key at ${pointer} that no ${to.name} has`
  world.expect(answer, isLater(answer) ? [] : acceptedProblems(answer, { what: whole, level }))
}
