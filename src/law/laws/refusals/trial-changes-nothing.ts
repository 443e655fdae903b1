import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import { memberTimes } from '../../change/member-times.ts'
import { isVersionName } from '../../compare/version-name.ts'
import { short } from '../../compare/compare-member.ts'
import { unwrapped } from '../../send/address-of.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import type { Resource } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { changedMember } from '../../change/changed-member.ts'
import { changedParts } from '../../change/changed-part.ts'
import { type Trial, trialOf } from '../../change/trial-parameter.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { changedBy, type Problem } from '../../session/problem.ts'
import { all, lacking, makes, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** The resource has a write that may be tried only. */
export const tries: Need = (resource, _, document) =>
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
  const asked = await world.body()
  // A parent whose read changes by itself tells nothing.
  const [old, before] = [await readParent(asked, world), await readParent(asked, world)]
  const { answer } = await world.create({ ...asked, ...trial.parts, isTrial: true })
  if (!isSuccess(answer)) return `a create with ${trial.words} was answered ${answer.status}`
  const after = await readParent(asked, world)
  world.expect(answer, [])
  if (before === undefined || after === undefined || !isSuccess(after)) return 'judged'
  const [shown, now] = [before, after].map(({ json }) => unwrapped(json, asked.parent?.resource ?? world.resource))
  if (isDeepStrictEqual(old?.json, before.json))
    world.expect(after, changedBy(changesIn(shown, now), `a create below it with ${trial.words}`))
  return 'judged'
}

/** True for a property that each change of the member changes. */
function isOfChanges(at: string, { resource, document }: World): boolean {
  const pointer = at.replace('body#', '')
  const { changed } = memberTimes({ resource, document })
  return changed.includes(pointer) || isVersionName(pointer.slice(1), false)
}

/** The properties at the top of a member that two reads show otherwise. */
function changesIn(before: unknown, now: unknown): readonly Problem[] {
  const [old, shown] = [before, now].map((one) => (isObject(one) ? one : {}))
  return Object.keys(old ?? {}).flatMap((name) => {
    const [was, is] = [old?.[name], shown?.[name]]
    if (isDeepStrictEqual(was, is)) return []
    const at = formatPointer([name])
    const message = `expected ${short(was)} at ${at}, got ${short(is)}`
    return [{ signature: 'trial-changes-parent', message, at: `body#${at}`, expected: was, actual: is ?? 'nothing' }]
  })
}

/** A read of the member above, where it is one of the run. */
async function readParent({ parent }: CreateRequest, world: World): Promise<Answer | undefined> {
  return parent?.claim === undefined ? undefined : world.readOf(parent)
}

/** The trial of a write of the resource. Undefined where it has none. */
export function trialIn(id: string | undefined, world: World): Trial | undefined {
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
  const shown = [before, after].map((one) => world.shown(one))
  const values = gone.length > 0 ? gone : world.shows(shown[0], after)
  // Each change moves the version and the time of the last change.
  const problems = values.length > 0 ? values : changesIn(shown[0], shown[1]).filter(({ at }) => isOfChanges(at, world))
  world.expect(after, changedBy(problems, `a write with ${words}`))
  return 'judged'
}
