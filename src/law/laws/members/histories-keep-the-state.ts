import { changedMember } from '../../change/changed-member.ts'
import { shownProperties } from '../../compare/shown-properties.ts'
import { isSuccess, type Answer } from '../../session/exchange.ts'
import { all, creates, deletes, isPartial, shows } from '../../world/facts.ts'
import {
  hasTrait,
  isHiddenByValue,
  listsState,
  mayLeaveOutAll,
  OLDEST_REMOVED,
  removesOldest,
} from '../../list/hidden-by-value.ts'
import { historyFrom, type MemberMove, shrinkHistory } from '../../change/history.ts'
import type { Law } from '../../world/law.ts'
import { holdsMember, showsKeys } from '../../list/list-membership.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'

/** The moves of a history, and the runs of a failing one until it is short, as counts. */
const LENGTH = 11
const MOST_RUNS = 12

/** Whatever the order of writes to two members, each is shown as its own writes have left it. */
export const historiesKeepTheState: Law = {
  id: 'histories-keep-the-state',
  level: 'must',
  text: 'After writes to two members in any order, each is read and listed as its own writes have left it.',
  source: 'RFC 9110, section 9.3',
  needs: all(creates, shows, deletes),
  async check(world) {
    if (removesOldest(world)) throw new NotVerified(OLDEST_REMOVED)
    const history = historyFrom(world.seed, { length: LENGTH, hasUpdates: world.resource.updates.length > 0 })
    const found = await take(history, world)
    if (found.fault === undefined) {
      world.expect(found.last, [])
      return
    }
    const short = await shrinkHistory(history.slice(0, found.fault.at + 1), {
      runs: MOST_RUNS,
      fails: async (moves) => (await take(moves, world)).fault !== undefined,
    })
    const { fault = found.fault } = await take(short, world)
    const told = short.map(({ kind, who }) => `${kind} ${'AB'[who] ?? ''}`.trim()).join(', ')
    world.expect(fault.answer, [{ ...fault.problem, message: `${fault.problem.message} (after: ${told})` }])
  },
}

interface Fault {
  readonly at: number
  readonly problem: Problem
  readonly answer: Answer
}

interface Taken {
  readonly fault?: Fault
  readonly last: Answer
}

interface Standing {
  readonly member: Member
  /** The values that a read shows; undefined after a delete. */
  state: unknown
}

/** Takes the moves with fresh members, until one shows a wrong state. */
async function take(moves: readonly MemberMove[], world: World): Promise<Taken> {
  const pair: Standing[] = []
  for (const variant of [0, 1]) {
    const member = await world.fresh({ variant })
    pair.push({ member, state: member.sent })
  }
  let last = pair[0]?.member.created
  for (const [at, move] of moves.entries()) {
    const one = pair[move.who]
    if (one === undefined) continue
    const { answer, problem } = await takeMove(move, one, { pair, world })
    last = answer ?? last
    if (problem !== undefined && answer !== undefined) return { fault: { at, problem, answer }, last: answer }
  }
  if (last === undefined) throw new NotVerified('no move was answered')
  return { last }
}

interface Seen {
  readonly answer: Answer | undefined
  readonly problem?: Problem | undefined
}

interface Around {
  readonly pair: readonly Standing[]
  readonly world: World
}

async function takeMove({ kind, variant }: MemberMove, one: Standing, { pair, world }: Around): Promise<Seen> {
  switch (kind) {
    case 'read':
      return read(one, world)
    case 'list':
      return list(pair, world)
    case 'update':
      return update(one, variant, world)
    case 'delete': {
      if (one.state === undefined) return { answer: undefined }
      const answer = await world.remove(one.member)
      if (isSuccess(answer)) one.state = undefined
      return { answer }
    }
  }
}

async function update(one: Standing, variant: number, world: World): Promise<Seen> {
  const { updates } = world.resource
  const facts = updates[variant % Math.max(1, updates.length)]
  const changed = facts === undefined ? undefined : changedMember({ member: one.member, facts, variant }, world)
  // An update of a member that is gone may create it: that is another law's matter.
  if (facts === undefined || changed === undefined || one.state === undefined) return { answer: undefined }
  const answer = await world.update(one.member, changed, { facts })
  const keepsOthers = isPartial(facts) && !clearsOthers(changed, world)
  if (isSuccess(answer)) one.state = keepsOthers ? { ...(one.state as object), ...changed } : changed
  return { answer }
}

/** True where a description says of a changed property that it clears others, such as `A change of the country clears the VAT id.` */
function clearsOthers(changed: Readonly<Record<string, unknown>>, { resource, document }: World): boolean {
  return shownProperties(resource, document).some(
    ({ at, schema }) => schema['x-clears-others'] === true && Object.hasOwn(changed, at.slice(1)),
  )
}

/** A deleted member may be marked, or go later, where the contract does not say that it is gone. */
async function read({ member, state }: Standing, world: World): Promise<Seen> {
  const answer = await world.read(member)
  if (state === undefined) return { answer }
  const problem = isSuccess(answer)
    ? world.shows(state, answer).find(({ level }) => level !== 'should')
    : {
        signature: 'not-found',
        message: `expected the member ${member.own.join('/')}, got ${answer.status}`,
        at: 'status',
        expected: '2xx',
        actual: answer.status,
      }
  return { answer, problem }
}

/** A member that is made later may be listed later. */
function isLate({ created }: Member): boolean {
  return created?.status === 202
}

async function list(pair: readonly Standing[], world: World): Promise<Seen> {
  const [first] = pair
  const { items, part } = world.resource.list ?? {}
  if (first === undefined || items === undefined || part !== undefined) return { answer: undefined }
  if (listsState(world)) return { answer: undefined }
  const walk = await world.walk(first.member.above)
  if (!isSuccess(walk.last) || !walk.complete || !showsKeys(walk.members, world)) return { answer: walk.last }
  const missing = pair.find(
    ({ member, state }) => state !== undefined && !isLate(member) && !holdsMember(walk.members, member, world),
  )
  if (missing === undefined) return { answer: walk.last }
  const shown = pair.filter(({ member }) => holdsMember(walk.members, member, world))
  const states = shown.map((one) => one.state)
  const standing = pair.filter(({ state }) => state !== undefined).map(({ member }) => member)
  if (mayLeaveOutAll(walk.members, standing, world)) return { answer: walk.last }
  // A list may leave out what is archived or a draft.
  if (states.length === 0 ? hasTrait(missing.state) : isHiddenByValue([missing.state], states))
    return { answer: walk.last }
  const name = missing.member.own.join('/')
  return {
    answer: walk.last,
    problem: {
      signature: 'not-listed',
      message: `expected the member ${name} in the list, got others`,
      at: 'body#',
      expected: name,
      actual: 'no such member',
    },
  }
}
