import { isDeepStrictEqual } from 'node:util'
import { formatPointer } from '../../../json/pointer.ts'
import type { Resource, UpdateFacts } from '../../../resource/model.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { namesChange } from '../../../resource/shape/time-names.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { flatten, typeOf } from '../../body/flatten-schema.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { afterAction } from '../../change/after-action.ts'
import { changedMember } from '../../change/changed-member.ts'
import { flatMember, placeInFlat } from '../../change/flat-member.ts'
import { actionsOf } from '../../change/state-writes.ts'
import { sendTextUpdate } from '../../change/text-update.ts'
import { updateTakes } from '../../change/update-takes.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { short } from '../../compare/compare-member.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { holdEach } from '../../session/hold-each.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasActions: Need = (resource, model) =>
  actionsOf(resource, model).length === 0 || resource.updates.length === 0
    ? lacking('action and no update of a member')
    : { holds: true, certainty: 'sure' }

/** An update of a member leaves the state to which an action has brought it. */
export const statesOutlastUpdates: Law = {
  id: 'states-outlast-updates',
  level: 'must',
  text: 'A state, a flag or a time that an action has given a member, and that an update does not take, stays as it is after an update of the others. It is a should where the document does not say that an update leaves what it does not name.',
  source: 'the document: an update leaves what it does not name',
  needs: all(creates, reads, hasActions),
  isRare: true,
  async check(world) {
    const facts = world.resource.updates.find((one) => !takesChanges(one))
    if (facts === undefined) throw new NotVerified('the contract has no update by a body of properties')
    const actions = actionsOf(world.resource, world.model).slice(0, MOST)
    const reason = 'no update was accepted after an action that changes a state'
    await holdEach(actions, (action) => hold(action, facts, world), reason)
  },
}

/** The actions that are sent, as a count. */
const MOST = 4

/** An action at a member of its own, and an update. Returns false where the action changes no state, or where the update is refused. */
async function hold(action: Resource, facts: UpdateFacts, world: World): Promise<boolean> {
  const acting = action.create?.asks === true ? undefined : await afterAction(action, world)
  if (acting === undefined) return false
  const { member, acted, shown, before, now } = acting
  const states = Object.keys(now).filter(
    (name) =>
      !isDeepStrictEqual(now[name], before[name]) &&
      isState(placeInFlat(name, shown), world) &&
      !namesChange(name) &&
      !updateTakes(facts, formatPointer([name]), world),
  )
  const updated = states.length === 0 ? undefined : await sendUpdate(member, facts, world)
  if (updated === undefined || !isSuccess(updated) || isLater(updated)) return false
  const answer = await world.read(member)
  const after = isSuccess(answer) ? flatMember(world.shown(answer)) : undefined
  if (after === undefined) return false
  const changed = states.filter((name) => isLost(after[name], now[name]))
  const isSure = facts.effect?.certainty === 'sure' && facts.effect.value === 'merge'
  const { description = '' } = world.operation(facts.operation)
  // An update may be said to bring its member back to another state.
  const isOpen =
    ENDS.test(description) || changed.some((name) => speaksOf(name, description) || saysValue(after[name], description))
  const problems = changed.map((name): Problem => {
    const at = placeInFlat(name, shown)
    return {
      signature: `lost-${name}`,
      message: `expected ${short(now[name])} at ${at} after ${updated.asked}, as ${acted.asked} has left it, got ${short(after[name])}`,
      at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
      expected: now[name],
      actual: after[name],
      // A flag such as `hasDrafts` may follow the update.
      ...shouldUnless(isSure && typeof now[name] !== 'boolean'),
    }
  })
  world.expect(answer, isOpen ? [] : problems.slice(0, 1))
  return true
}

/** Words of an update that may bring its member to another state. */
const ENDS = /\b(?:again|back to|ends?|resets?|becomes?|returns? to|re-?opens?|reinstate\w*|lifts?|puts? it)\b/i

/** True for another value. A time may move, as that of a step which the update begins again. */
function isLost(after: unknown, now: unknown): boolean {
  const isTime = typeof now === 'string' && TIME.test(now)
  return isTime ? (after ?? null) === null : !isDeepStrictEqual(after, now)
}

const TIME = /^\d{4}-\d\d-\d\dT/

/** True for listed values, a flag or a time: numbers and texts may be worked out from what an update changes. */
function isState(at: string, world: World): boolean {
  const { schemas } = world.document
  const schema = flatten(schemaAt(answerSchema(world) ?? true, at, schemas) ?? true, schemas)
  return Array.isArray(schema['enum']) || typeOf(schema) === 'boolean' || schema['format'] === 'date-time'
}

function saysValue(value: unknown, description: string): boolean {
  return typeof value === 'string' && value !== '' && speaksOf(value, description)
}

/** An update of all properties, or of one text alone where that is refused. */
async function sendUpdate(member: Member, facts: UpdateFacts, world: World): Promise<Answer | undefined> {
  const sent = changedMember({ member, facts }, world)
  const updated = sent === undefined ? undefined : await world.update(member, sent, { facts })
  return updated !== undefined && isSuccess(updated) ? updated : sendTextUpdate(member, world)
}
