import { valueAt } from '../../../json/pointer.ts'
import { actAt, sendableActions } from '../../change/act-at.ts'
import { createNaming } from '../../change/counted-members.ts'
import { type NamedState, namedStatesOf } from '../../change/named-states.ts'
import { actionTo } from '../../change/refusal-clauses.ts'
import { setTo } from '../../change/set-to.ts'
import { short } from '../../compare/compare-member.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { holdEach } from '../../session/hold-each.ts'
import type { Member } from '../../session/member.ts'
import { withArticle } from '../../session/noun.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const isNamedInStates: Need = (resource, model, document) =>
  namedStatesOf(resource, model, document).length > 0
    ? { holds: true, certainty: 'sure' }
    : lacking('create of another resource that is refused in a state of the member that it names')

/** A create that names a member in a state for which the document refuses it is refused. */
export const namedStateIsRefused: Law = {
  id: 'named-state-is-refused',
  level: 'must',
  text: 'A create that names a member in a state is refused where the document says so of that state.',
  source: 'the document: a refusal such as "The copy is on loan"',
  isRare: true,
  needs: all(creates, reads, isNamedInStates),
  async check(world) {
    const states = namedStatesOf(world.resource, world.model, world.document)
    const reason = 'no member could be brought to the state in which a create is refused'
    await holdEach(states, (state) => hold(state, world), reason)
  },
}

/** True once a create is judged that names the member in the state, and another create shows that only the state stands in its way. */
async function hold(state: NamedState, world: World): Promise<boolean> {
  if (!world.mayWrite(state.of.name)) return false
  const member = await world.fresh({ isHolder: true })
  if (await isBrought(state, member, world)) {
    const isJudged = await judge(state, member, world)
    const other = await memberInAnotherState(state, member, world)
    return isJudged && other !== undefined && isDone(await answerNaming(other, state, world))
  }
  if (!isDone(await answerNaming(member, state, world)) || !(await isIn(state, member, world))) return false
  return judge(state, member, world)
}

/** True if the member is in the state, at once, after an update or after an action. */
async function isBrought(state: NamedState, member: Member, world: World): Promise<boolean> {
  if (await isIn(state, member, world)) return true
  if (await setTo(state.value, { member, at: state.at }, world)) return true
  const action = actionTo(state, sendableActions(world.resource, undefined, world), world.document)
  return action !== undefined && (await actAt(action, member, world)) !== undefined && isIn(state, member, world)
}

/** The same member with a flag the other way, or a new member that is not in the state. */
async function memberInAnotherState(state: NamedState, member: Member, world: World): Promise<Member | undefined> {
  const { at, value } = state
  if (typeof value === 'boolean' && (await setTo(!value, { member, at }, world))) return member
  const fresh = await world.fresh({ isHolder: true })
  return (await isIn(state, fresh, world)) ? undefined : fresh
}

/** Expects that a create that names the member is refused. False where its answer comes later. */
async function judge(state: NamedState, member: Member, world: World): Promise<boolean> {
  const answer = await answerNaming(member, state, world)
  if (isLater(answer)) return false
  const what = `a create that names ${withArticle(world.resource.name)} with ${short(state.value)} at ${state.at}, as the document says: "${state.said}"`
  world.expect(answer, acceptedProblems(answer, { what, rule: 'named-state' }))
  return true
}

const isDone = (answer: Answer): boolean => isSuccess(answer) && !isLater(answer)

async function isIn({ at, value }: NamedState, member: Member, world: World): Promise<boolean> {
  const read = await world.read(member)
  return isSuccess(read) && valueAt(world.shown(read), at) === value
}

/** A create of the other resource whose body names the member. */
async function answerNaming(member: Member, { of, by }: NamedState, world: World): Promise<Answer> {
  const made = await createNaming(member, { resource: of, by }, world)
  if (made === undefined) throw new NotVerified('a body does not name the member')
  return made.answer
}
