import { isStateOf } from '../../change/state-of-action.ts'
import { actionsOf } from '../../change/state-writes.ts'
import {
  type ReferenceEvidence,
  mustStay,
  parentMustStay,
  documentStates,
  statesOfKeepers,
} from '../../refusal/evidence-of-references.ts'
import { namedBySecondItem } from '../../refusal/named-by-second-item.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { all, creates, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { acceptedProblems, statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'
import { withArticle } from '../../session/noun.ts'

const statesKept: Need = (resource, model, document) =>
  parentMustStay(resource, { model, document }) === undefined
    ? documentStates(mustStay, 'that a member which is named cannot be deleted')(resource, model, document)
    : { holds: true, certainty: 'sure' }

/** A member that is named stays where the document states a conflict. */
export const namedMemberStays: Law = {
  id: 'named-member-stays',
  level: 'must',
  text: 'A delete of a member that another one names, or that holds one, is refused with a 4xx status, and the member stays, where the document has a refusal for it.',
  source: 'RFC 9110, section 15.5.10',
  needs: all(creates, statesKept),
  async check(world) {
    let judged = 0
    for (const evidence of mustStay(world.resource, world)) {
      if (await hold(evidence, world)) judged += 1
      if (await holdSecond(evidence, world)) judged += 1
      for (const state of statesOfKeepers(world.resource, evidence.to, world))
        if (await hold(evidence, world, state)) judged += 1
    }
    if (parentMustStay(world.resource, world) !== undefined && (await holdParent(world))) judged += 1
    if (judged === 0) throw new NotVerified('no member could be made that names one of the run')
  },
}

/** Holds a delete, also after an action has given the member that names the other one a state. */
async function hold({ to, certainty }: ReferenceEvidence, world: World, state?: string): Promise<boolean> {
  const member = await world.fresh({ namesOwn: true })
  const named = member.refersTo?.find(({ resource, claim }) => resource === to && claim !== undefined)
  if (named === undefined || (state !== undefined && !(await actTo(state, member, world)))) return false
  const what = `a delete of ${withArticle(to.name)} that ${withArticle(state === undefined ? world.resource.name : `${state} ${world.resource.name}`)} names`
  return holdDelete({ named, member, what, level: certainty === 'guess' ? 'should' : undefined }, world)
}

/** Holds a delete of what the second item of a list names: a server may look at the first one alone. */
async function holdSecond(evidence: ReferenceEvidence, world: World): Promise<boolean> {
  const made = await namedBySecondItem(evidence, world)
  if (made === undefined) return false
  const what = `a delete of ${withArticle(evidence.to.name)} that the second item of ${withArticle(world.resource.name)} names`
  return holdDelete({ ...made, what, level: evidence.certainty === 'guess' ? 'should' : undefined }, world)
}

/** Sends the action that is named after a state. False where there is none, or where it is refused. */
async function actTo(state: string, member: Member, world: World): Promise<boolean> {
  const action = actionsOf(world.resource, world.model).find(({ name }) =>
    isStateOf(name.replace(/(?<=[a-z])[A-Z].*$/, ''), state),
  )
  if (action === undefined || !world.mayWrite(action.name)) return false
  const asked = await unlessNotVerified(() => world.body({ resource: action, parent: member }))
  if (asked === undefined) return false
  const { answer } = await world.create(asked)
  return isSuccess(answer) && !isLater(answer)
}

/** A parent that holds a member stays too. */
async function holdParent(world: World): Promise<boolean> {
  const like = await world.some()
  if (like.parent?.claim === undefined) return false
  const named = await world.otherParent(like)
  const member = await world.fresh({ parent: named })
  const what = `a delete of ${withArticle(named.resource.name)} that has ${withArticle(world.resource.name)}`
  return holdDelete({ named, member, what, level: undefined }, world)
}

interface Kept {
  /** The member that stays, and the one that names it or stands below it. */
  readonly named: Member
  readonly member: Member
  /** The delete in words. */
  readonly what: string
  readonly level: 'should' | undefined
}

/** Returns false where the delete cannot be judged. */
async function holdDelete({ named, member, what, level }: Kept, world: World): Promise<boolean> {
  const removed = await world.remove(named)
  if (isLater(removed)) return false
  world.expect(removed, acceptedProblems(removed, { what, level }))
  if (isSuccess(removed)) return true
  const after = await world.readOf(named)
  if (after !== undefined)
    world.expect(after, statusProblems(after, ['2xx'], { what: `a read after a refusal of ${what}` }))
  await holdAfterwards(named, member, world)
  return true
}

/** A member that nothing names any more can be deleted. A should: other reasons may keep it. */
async function holdAfterwards(named: Member, member: Member, world: World): Promise<void> {
  if (world.resource.delete === undefined) return
  const freed = await world.remove(member)
  if (!isSuccess(freed) || isLater(freed)) return
  const what = `a delete of ${withArticle(named.resource.name)} that no ${world.resource.name} names any more`
  const removed = await world.remove(named)
  world.expect(removed, statusProblems(removed, ['2xx'], { what, level: 'should' }))
}
