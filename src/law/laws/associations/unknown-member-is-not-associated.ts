import { saysAllOrNothing } from '../../../document/says/says-all-or-nothing.ts'
import { saysMustExist } from '../../../document/says/says-must-exist.ts'
import { sentencesOf } from '../../../document/says/sentences-of.ts'
import { type Association, associationsOf } from '../../../resource/infer/associations-of.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { pathParameter } from '../../body/paths.ts'
import { lookAtAssociation, type Pair, pairOf, sendAssociation } from '../../change/associate.ts'
import { stillAssociated } from '../../change/still-associated.ts'
import { unknownKey } from '../../key/unknown-key.ts'
import { MISSING } from '../../refusal/evidence-of-references.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould } from '../../session/problem.ts'
import { all, creates, missing, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const mayMiss: Need = (resource, { resources }, document) => {
  const found = associationsOf(resource, document, resources).filter(isHeld)
  if (found.length === 0) return missing('that what is associated with a member must be there')
  return { holds: true, certainty: found.some(isStated) ? 'sure' : 'guess' }
}

/** A member that is not there is not associated. */
export const unknownMemberIsNotAssociated: Law = {
  id: 'unknown-member-is-not-associated',
  level: 'must',
  text: 'A request that puts a member which does not exist to another one is refused with a 4xx status, and puts nothing else there.',
  source: 'the document: a parameter or a refusal says that the member must exist',
  isRare: true,
  needs: all(creates, mayMiss),
  async check(world) {
    const { resource, document, model } = world
    let judged = 0
    for (const association of associationsOf(resource, document, model.resources).filter(isHeld)) {
      const { to } = association
      if (to === undefined) continue
      const pair = await pairOf(association, world)
      const { own, isFree } = unknownKey([pair.key], { ...world, resource: to })
      const wrong = { ...pair, key: own[0] ?? '' }
      if (!isFree || wrong.key === pair.key) continue
      judged += 1
      const answer = await sendAssociation('add', wrong, world)
      const level = isStated(association) ? undefined : ('should' as const)
      const what = `a ${association.add.method} with a key that no ${to.name} has`
      world.expect(answer, isLater(answer) ? [] : acceptedProblems(answer, { what, level }))
      if (isSuccess(answer)) await sendAssociation('remove', wrong, world)
      else if (association.bodies.add === undefined) world.leave([pair.holder])
      else await holdBeside(pair, wrong.key, world)
    }
    if (judged === 0) throw new NotVerified('no key could be made that no member has')
  },
}

/** A list that names an unknown member beside a known one is refused as a whole, or tells what it has added. */
async function holdBeside(pair: Pair, unknown: string, world: World): Promise<void> {
  const { association } = pair
  const answer = await sendAssociation('add', { ...pair, keys: [pair.key, unknown] }, world)
  if (isSuccess(answer) || isLater(answer) || answer.status >= 500) {
    await sendAssociation('remove', pair, world)
    return
  }
  const { description, responses } = association.add
  const told = [description, ...Object.values(responses).map((one) => one.description)]
  const isTold = told.some((text) => saysAllOrNothing(text))
  for (const place of pair.places.filter(({ of, counts }) => of === 'holder' && counts !== true)) {
    const seen = await lookAtAssociation(place, pair, world)
    if (seen === undefined) continue
    const problems = stillAssociated(seen, pair, `after a request was refused that named ${unknown} too`)
    world.expect(seen.answer, isTold ? problems : problems.map(asShould))
  }
}

/** A 404 may be about the other member, or about the one that the path names first. A PUT may make a member whose key callers choose. */
function isHeld(association: Association): boolean {
  const { to, add } = association
  if (to === undefined) return false
  return isStated(association) || (to.key.chosen?.value === 'server' && add.responses['404'] !== undefined)
}

/** True where the parameter, or a sentence about the PUT or its refusals, says that the other member must be there. */
function isStated({ add, to, parameter }: Association): boolean {
  const told = [add.description, ...Object.values(add.responses).map(({ description }) => description)]
  return (
    saysMustExist(pathParameter(add, parameter ?? '')?.description) ||
    told.flatMap((text) => sentencesOf(text)).some((text) => MISSING.test(text) && speaksOf(to?.name ?? '', text))
  )
}
