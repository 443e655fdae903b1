import type { Resource } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { changedMember } from '../../change/changed-member.ts'
import { changedParts } from '../../change/changed-part.ts'
import { type Trial, trialOf } from '../../change/trial-parameter.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { changedBy } from '../../session/problem.ts'
import { all, lacking, makes, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const tries: Need = (resource, _, document) =>
  writesOf(resource).some((id) => trialOf(operationWithId(document, id), document) !== undefined)
    ? { holds: true, certainty: 'sure' }
    : lacking('parameter such as dryRun of which it says that nothing is stored')

/** A write that is only tried has no effect. */
export const trialChangesNothing: Law = {
  id: 'trial-changes-nothing',
  level: 'must',
  text: 'A write with a parameter such as dryRun, of which the document says that nothing is stored, changes nothing.',
  source: 'the document: a description of the parameter such as "not persisted"; AIP-163',
  needs: all(makes, reads, tries),
  isRare: true,
  async check(world) {
    const tried = [...(await tryUpdates(world)), await tryDelete(world), await tryCreate(world)]
    if (!tried.includes('judged')) throw new NotVerified(tried.find((one) => one !== undefined) ?? 'no write is tried')
  },
}

function writesOf({ create, updates, delete: removal }: Resource): readonly string[] {
  return [create?.operation, ...updates.map(({ operation }) => operation), removal?.operation].filter(
    (id) => id !== undefined,
  )
}

/** The state of a trial: judged, the reason why it is not, or undefined where the operation has none. */
type Tried = string | undefined

/** The most bodies of an update that are sent, as a count. */
const MOST_BODIES = 4

async function tryUpdates(world: World): Promise<readonly Tried[]> {
  const tried: Tried[] = []
  for (const facts of world.resource.updates) {
    const trial = trialIn(facts.operation, world)
    if (trial === undefined) continue
    const member = await world.fresh()
    const before = await world.read(member)
    const bodies = [changedMember({ member, facts }, world), ...changedParts({ member, facts }, world)]
    // The whole may be refused for one property, such as one that only a create has.
    for (const sent of bodies.filter((one) => one !== undefined).slice(0, MOST_BODIES)) {
      const answer = await world.update(member, sent, { facts, ...trial.parts })
      const state = await holdTrial(member, { before, trial, answer }, world)
      tried.push(state)
      if (state === 'judged') break
    }
  }
  return tried
}

async function tryDelete(world: World): Promise<Tried> {
  const trial = trialIn(world.resource.delete?.operation, world)
  if (trial === undefined) return undefined
  const member = await world.fresh()
  const before = await world.read(member)
  return holdTrial(member, { before, trial, answer: await world.remove(member, trial.parts) }, world)
}

/** The end of the law looks for the member of such a create, as for that of a refused one. */
async function tryCreate(world: World): Promise<Tried> {
  const trial = trialIn(world.resource.create?.operation, world)
  if (trial === undefined || world.resource.singleton === true) return undefined
  const { answer } = await world.create({ ...(await world.body()), ...trial.parts, isTrial: true })
  if (!isSuccess(answer)) return `a create with ${trial.words} was answered ${answer.status}`
  world.expect(answer, [])
  return 'judged'
}

function trialIn(id: string | undefined, world: World): Trial | undefined {
  return id === undefined ? undefined : trialOf(world.operation(id), world.document)
}

interface Trying {
  readonly before: Answer
  readonly trial: Trial
  /** The answer to the write. */
  readonly answer: Answer
}

/** Holds a member to its state before a write that was only tried. */
async function holdTrial(member: Member, { before, trial, answer }: Trying, world: World): Promise<Tried> {
  const { words } = trial
  if (!isSuccess(before) || !isSuccess(answer)) return `a write with ${words} was answered ${answer.status}`
  const after = await world.read(member)
  const gone = statusProblems(after, ['2xx'], { what: `a read after a write with ${words}` })
  const problems = gone.length > 0 ? gone : world.shows(world.shown(before), after)
  world.expect(after, changedBy(problems, `a write with ${words}`))
  return 'judged'
}
