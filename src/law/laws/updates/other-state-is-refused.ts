import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../../json/pointer.ts'
import { type ClosedCreate, closedCreatesOf } from '../../change/closed-creates.ts'
import type { Resource } from '../../../resource/model.ts'
import { actAt, sendableActions } from '../../change/act-at.ts'
import { changedMember } from '../../change/changed-member.ts'
import { afterAction } from '../../change/after-action.ts'
import { type FrozenWrite, frozenWritesOf } from '../../change/frozen-writes.ts'
import { isStateOf } from '../../change/state-of-action.ts'
import { type StateWrite, stateWritesOf } from '../../change/state-writes.ts'
import { short } from '../../compare/compare-member.ts'
import { acceptedProblems } from '../../send/status-problem.ts'
import { type Answer, isLater, isRefusal, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isMaking } from '../../world/settled.ts'
import type { World } from '../../world/world.ts'
import { withArticle } from '../../session/noun.ts'

const hasStateWrites: Need = (resource, model, document) =>
  stateWritesOf(resource, model, document).length +
    frozenWritesOf(resource, model, document).length +
    closedCreatesOf(resource, model, document).length ===
  0
    ? lacking('write that a member takes in one state alone')
    : { holds: true, certainty: 'sure' }

/** A write that is meant for one state is refused in another. */
export const otherStateIsRefused: Law = {
  id: 'other-state-is-refused',
  level: 'must',
  text: 'A write that the document does not allow in a state of its member is refused with a 4xx status there, and leaves its state as it is.',
  source:
    'the document: a description such as "Send a draft invoice" beside a refusal such as "The invoice is not a draft"',
  needs: all(creates, reads, hasStateWrites),
  isRare: true,
  async check(world) {
    let judged = (await unlessNotVerified(() => holdInStates(world))) ?? 0
    judged += (await unlessNotVerified(() => holdDeleted(world))) ?? 0
    for (const write of frozenWritesOf(world.resource, world.model, world.document))
      if ((await unlessNotVerified(() => holdFrozen(write, world))) === true) judged += 1
    for (const closed of closedCreatesOf(world.resource, world.model, world.document))
      if ((await unlessNotVerified(() => holdClosed(closed, world))) === true) judged += 1
    if (judged === 0)
      throw new NotVerified('no member could be brought to another state than the one that a write asks for')
  },
}

/**
 * Actions at a deleted member, where a read shows that the delete has led to another of the listed states. Returns the count of what was
 * judged.
 */
async function holdDeleted(world: World): Promise<number> {
  const actions = stateWritesOf(world.resource, world.model, world.document).filter(
    ({ action }) => action !== undefined,
  )
  if (actions.length === 0 || world.resource.delete === undefined) return 0
  const { member, shown: before } = await freshIn(world)
  const removed = await world.remove(member)
  let read = await world.read(member)
  let judged = 0
  for (const write of isSuccess(removed) && !isLater(removed) ? actions : []) {
    const shown = world.shown(read)
    const state = stateIn(shown, write)
    if (!isSuccess(read) || state === stateIn(before, write) || !isOther(state, write)) continue
    const answer = await unlessNotVerified(() => send(write, member, world))
    if (answer === undefined || isLater(answer)) continue
    judged += 1
    world.expect(answer, await problemsOf(write, { member, shown, answer }, world))
    if (!isSuccess(answer)) continue
    // What has brought the member back is undone.
    await world.remove(member)
    read = await world.read(member)
  }
  return judged
}

/** A member in a state, and the action or the delete that has led there. */
interface Frozen extends Placed {
  readonly acted: Answer
}

/** A member after the action, or the delete, that leads to a state. Undefined where no read shows the state. */
async function frozenBy(
  { action, state }: Pick<FrozenWrite, 'action' | 'state'>,
  world: World,
): Promise<Frozen | undefined> {
  const after = await afterAction(action, world)
  if (after === undefined) return undefined
  const { before, now } = after
  const isReached = Object.keys(now)
    .filter((name) => !isDeepStrictEqual(now[name], before[name]))
    .some((name) => isStateOf(action?.name ?? state, name) || String(now[name]).toLowerCase() === state)
  return isReached ? after : undefined
}

/** An update after the action that leads to the state in which it is refused. Returns false where no read shows the state. */
async function holdFrozen(write: FrozenWrite, world: World): Promise<boolean> {
  const { update, action, state } = write
  const frozen = await frozenBy(write, world)
  const sent = frozen === undefined ? undefined : changedMember({ member: frozen.member, facts: update }, world)
  if (frozen === undefined || sent === undefined) return false
  const { member, shown: now, acted } = frozen
  const answer = await world.update(member, sent, { facts: update })
  if (isLater(answer)) return false
  const after = isSuccess(answer) ? world.shown(await world.read(member)) : now
  // A member that the update has brought back is deleted again: the end of the run deletes it for good.
  if (action === undefined && isSuccess(answer)) await world.remove(member)
  const what = `an update after ${acted.asked}, as the document says of ${withArticle(`${state} ${world.resource.name}`)}`
  const isChanged = !isDeepStrictEqual(after, now)
  const rule = { what, rule: 'frozen', ...shouldUnless(isChanged) }
  world.expect(answer, acceptedProblems(answer, rule))
  return true
}

/** A create below a member after the action that leads to the state in which it is refused. Returns false where no read shows the state. */
async function holdClosed({ child, ...closed }: ClosedCreate, world: World): Promise<boolean> {
  if (!world.mayWrite(child.name)) return false
  const open = await world.fresh()
  const below = await world.create(await world.body({ resource: child, parent: open }))
  // What is refused at a fresh member too tells nothing of the state.
  if (!isSuccess(below.answer) || isLater(below.answer)) return false
  const frozen = await frozenBy(closed, world)
  if (frozen === undefined) return false
  const { answer } = await world.create(await world.body({ resource: child, parent: frozen.member, variant: 1 }))
  if (isLater(answer)) return false
  const what = `a create after ${frozen.acted.asked}, as the document says of ${withArticle(`${closed.state} ${world.resource.name}`)}`
  world.expect(answer, acceptedProblems(answer, { what, rule: 'closed' }))
  return true
}

/** A member in a state, and what a read shows of it. */
interface Placed {
  readonly member: Member
  readonly shown: unknown
}

/** True for a state in which the document does not allow the write. */
function isOther(state: unknown, { allowed }: StateWrite): boolean {
  return typeof state === 'string' && !allowed.includes(state)
}

function stateIn(shown: unknown, { at }: StateWrite): unknown {
  return valueAt(shown, at)
}

async function freshIn(world: World): Promise<Placed> {
  const member = await world.fresh()
  return { member, shown: world.shown(await world.read(member)) }
}

/**
 * Brings members to each state to which actions lead, one after the other and each alone, and sends the writes that are refused there. Returns the
 * count of what was judged.
 */
async function holdInStates(world: World): Promise<number> {
  // A sure one comes first: the first that is accepted spoils the member.
  const found = stateWritesOf(world.resource, world.model, world.document)
  const writes = found.toSorted((one, other) => Number(other.isSure) - Number(one.isSure))
  const seen = new Set<string>()
  const statesIn = (shown: unknown): string => JSON.stringify(writes.map((write) => stateIn(shown, write)))
  let left = sendableActions(world.resource, undefined, world).slice(0, MOST)
  let judged = 0
  for (let round = 0; round < 2 && (round === 0 || left.length > 0); round += 1) {
    let placed = await freshIn(world)
    const start = await holdIn(placed, seen.has(statesIn(placed.shown)) ? [] : writes, world)
    seen.add(statesIn(placed.shown))
    judged += start.judged
    if (start.isSpoilt) placed = await freshIn(world)
    for (const action of left) {
      const moved = await movedBy(action, placed.member, world)
      if (moved === undefined) continue
      left = left.filter((one) => one !== action)
      placed = moved
      if (seen.has(statesIn(moved.shown))) continue
      seen.add(statesIn(moved.shown))
      const held = await holdIn(
        moved,
        writes.filter((write) => write.action !== action),
        world,
      )
      judged += held.judged
      if (held.isSpoilt) placed = await freshIn(world)
    }
  }
  return judged
}

/** Sends the writes that are refused in the state of a member. The last one that is accepted spoils it. */
async function holdIn(
  placed: Placed,
  writes: readonly StateWrite[],
  world: World,
): Promise<{ readonly judged: number; readonly isSpoilt: boolean }> {
  let judged = 0
  for (const write of writes.filter((one) => isOther(stateIn(placed.shown, one), one))) {
    const answer = await unlessNotVerified(() => send(write, placed.member, world))
    if (answer === undefined || isLater(answer)) continue
    judged += 1
    world.expect(answer, await problemsOf(write, { ...placed, answer }, world))
    if (isSuccess(answer)) return { judged, isSpoilt: true }
  }
  return { judged, isSpoilt: false }
}

/** The member after an action. Undefined where it is not accepted at once. */
async function movedBy(action: Resource, member: Member, world: World): Promise<Placed | undefined> {
  if ((await actAt(action, member, world)) === undefined) return undefined
  const read = await world.read(member)
  return isSuccess(read) ? { member, shown: world.shown(read) } : undefined
}

/** The most actions that are tried to bring a member to another state, as a count. */
const MOST = 4

async function send({ action, update }: StateWrite, member: Member, world: World): Promise<Answer> {
  if (action !== undefined) {
    const { body } = world.operation(action.create?.operation ?? '')
    // The document refuses the action there, so nothing has to be undone.
    if (body === undefined && world.mayWrite(action.name)) return world.act(action, member)
    return (await world.create(await world.body({ resource: action, parent: member }))).answer
  }
  if (update === undefined) return world.remove(member)
  const sent = changedMember({ member, facts: update }, world)
  if (sent === undefined) throw new NotVerified('the document does not say enough to make a body')
  return world.update(member, sent, { facts: update })
}

/** A state that a refused write has changed. One that a member leaves by itself says nothing. */
function movedProblems(
  write: StateWrite,
  { shown, answer, after }: Pick<Placed, 'shown'> & { readonly answer: Answer; readonly after: Answer },
  world: World,
): readonly Problem[] {
  const [before, now] = [stateIn(shown, write), stateIn(world.shown(after), write)]
  if (now === before || isMaking(before)) return []
  return [
    {
      signature: 'refused-and-changed',
      message: `expected ${short(before)} at ${write.at} after ${answer.asked}, which was refused with ${answer.status}, got ${short(now)}`,
      at: `body#${write.at}`,
      expected: before,
      actual: now,
      ...shouldUnless(write.isSure),
    },
  ]
}

/** A must where a refusal speaks of the state, and a read shows a change. */
async function problemsOf(
  write: StateWrite,
  { member, shown, answer }: Placed & { readonly answer: Answer },
  world: World,
): Promise<readonly Problem[]> {
  const after = await world.read(member)
  if (!isSuccess(answer))
    return isRefusal(answer) && isSuccess(after) ? movedProblems(write, { shown, answer, after }, world) : []
  const isChanged = !isSuccess(after) || !isDeepStrictEqual(world.shown(after), shown)
  const what = `${wordsOfWrite(write)} at ${withArticle(world.resource.name)} with ${short(stateIn(shown, write))} at ${write.at}, as it is for ${write.allowed.map(short).join(' or ')}`
  return acceptedProblems(answer, { what, rule: 'state', level: write.isSure && isChanged ? undefined : 'should' })
}

function wordsOfWrite({ action, update }: StateWrite): string {
  return action !== undefined ? `the action ${action.name}` : update === undefined ? 'a delete' : 'an update'
}
