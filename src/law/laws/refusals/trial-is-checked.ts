import { isPartial } from '../../world/facts.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { type Answer, isRefusal } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { shouldUnless } from '../../session/problem.ts'
import { type InvalidBody, invalidBodies } from '../../world/invalid-bodies.ts'
import { all, makes, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { trialIn, tries } from './trial-changes-nothing.ts'

/** The most invalid bodies of a write that are sent, as a count. */
const MOST = 6

/** What is refused is refused as a trial too. */
export const trialIsChecked: Law = {
  id: 'trial-is-checked',
  level: 'must',
  text: 'A write with a parameter such as dryRun is refused with a body for which the same write without it is refused.',
  source: 'the document: a description of the parameter such as "validated and not persisted"; AIP-163',
  needs: all(makes, reads, tries),
  isRare: true,
  async check(world) {
    const judged = (await holdCreates(world)) + (await holdUpdates(world))
    if (judged === 0) throw new NotVerified('no write with an invalid body was refused')
  },
}

/** Sends creates with invalid bodies, and each that is refused once more as a trial. Returns the count of what was judged. */
async function holdCreates(world: World): Promise<number> {
  const { create, singleton } = world.resource
  const trial = trialIn(create?.operation, world)
  if (create === undefined || trial === undefined || singleton === true) return 0
  const asked = await world.body()
  const { own = [], body: accepted } = asked
  let judged = 0
  for (const one of invalidBodies({ operation: create.operation, own, accepted }, world, MOST).filter(isClear)) {
    const { answer: refused } = await world.create({ ...asked, body: one.body })
    if (!isRefusal(refused)) continue
    const { answer } = await world.create({ ...asked, ...trial.parts, body: one.body, isTrial: true })
    hold(answer, { refused, one, ...trial }, world)
    judged += 1
  }
  return judged
}

/** Sends updates with invalid bodies, and each that is refused once more as a trial. Returns the count of what was judged. */
async function holdUpdates(world: World): Promise<number> {
  let judged = 0
  for (const facts of world.resource.updates) {
    const trial = trialIn(facts.operation, world)
    if (trial === undefined || takesChanges(facts)) continue
    const member = await world.fresh()
    const bodies = invalidBodies({ ...facts, own: member.own, accepted: member.sent }, world, MOST).filter(isClear)
    for (const one of bodies.filter(({ rule }) => !isPartial(facts) || !rule.startsWith('required'))) {
      const refused = await world.update(member, one.value, { facts, raw: true })
      if (!isRefusal(refused)) continue
      const answer = await world.update(member, one.value, { facts, raw: true, ...trial.parts })
      hold(answer, { refused, one, ...trial }, world)
      judged += 1
    }
  }
  return judged
}

/** True for a body that no server may read as a valid one. */
function isClear({ mayBeRead }: InvalidBody): boolean {
  return !mayBeRead
}

interface Tried {
  /** The refusal of the write without the parameter. */
  readonly refused: Answer
  readonly one: InvalidBody
  readonly words: string
  readonly isChecked: boolean
}

function hold(answer: Answer, { refused, one, words, isChecked }: Tried, world: World): void {
  const what = `a body with ${words} that breaks ${one.rule}, which was refused with ${refused.status} without it`
  const rule = one.rule.split(' ')[0] ?? ''
  world.expect(answer, acceptedProblems(answer, { level: undefined, what, rule, ...shouldUnless(isChecked) }))
}
