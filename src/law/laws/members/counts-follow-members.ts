import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../../json/pointer.ts'
import { keysOfOthers } from '../../../resource/infer/keys-of-others.ts'
import { type Counter, countersOf, countsIn } from '../../change/counters.ts'
import { holders, madeBelow } from '../../change/counted-members.ts'
import { actAt } from '../../change/act-at.ts'
import { actionsOf } from '../../change/state-writes.ts'
import { moveTo } from '../../change/move-to.ts'
import { setTo } from '../../change/set-to.ts'
import { hasTrait } from '../../list/hidden-by-value.ts'
import { short } from '../../compare/compare-member.ts'
import { unwrapped } from '../../send/address-of.ts'
import { type Answer, isAbsent, isLater, isSuccess } from '../../session/exchange.ts'
import { LATER } from '../../session/later.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { withArticle } from '../../session/noun.ts'
import { asShoulds } from '../../world/as-shoulds.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Resource } from '../../../resource/model.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { shouldUnless } from '../../session/problem.ts'

const isCounted: Need = (resource, model, document) =>
  countersOf(resource, model, document).length === 0
    ? lacking('number of another member that counts the members')
    : { holds: true, certainty: 'sure' }

/** A number of members follows creates, moves and deletes. */
export const countsFollowMembers: Law = {
  id: 'counts-follow-members',
  level: 'must',
  text: 'A number that counts members of another resource changes by one with each create and delete of such a member, with a move of one, and with an update or an action that gives it another counted state.',
  source: 'the document: a description of the number such as "Number of chapters of the book"',
  needs: all(creates, reads, isCounted),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const counter of countersOf(world.resource, world.model, world.document))
      if (await holdCounter(counter, world)) judged += 1
    if (judged === 0) throw new NotVerified('no member could be made that a number counts')
  },
}

/** A holder, and the members of it that are there now. */
interface Tally {
  readonly holder: Member
  readonly first: Readonly<Record<string, number>>
  /** The values by which the members are counted. Undefined for a member in a state that is not counted. */
  readonly counted: readonly (string | undefined)[]
}

/** Returns false where nothing was judged. */
async function holdCounter(counter: Counter, world: World): Promise<boolean> {
  const found = await holders(counter, world)
  const first = found === undefined ? undefined : await tallyOf(found.holder, counter, world)
  if (found === undefined || first === undefined) return false
  const other = found.other === undefined ? undefined : await tallyOf(found.other, counter, world)
  const members: Member[] = []
  let tally = first
  for (const variant of [0, 1]) {
    const member = await madeBelow(found.holder, { counter, variant }, world)
    if (member === undefined) break
    const next = await afterCreate({ member, tally, counter }, world)
    if (next === undefined) return members.length > 0
    members.push(member)
    tally = next
    if (other !== undefined) await holdTally(other, { counter, after: 'a create below another one' }, world)
  }
  const [one, second] = members
  if (one === undefined) return false
  if (second !== undefined && other !== undefined && found.other !== undefined)
    tally = (await holdMove(second, { counter, from: tally, to: other }, world)) ?? tally
  tally = await afterUpdates({ member: one, tally, counter }, world)
  tally = await afterActions({ member: one, tally, counter }, world)
  tally = await holdDelete(one, { counter, tally }, world)
  if (second !== undefined) await holdPartner(second, { counter, tally }, world)
  return true
}

/** An association ends with the delete of the other member, such as that of the user of a membership. */
async function holdPartner(member: Member, { counter, tally }: Counted, world: World): Promise<void> {
  const { resource, document, model } = world
  const [partner] = keysOfOthers(resource, document, model).values()
  const named = member.refersTo?.find((one) => one.resource.name === partner?.name && one.claim !== undefined)
  if (named?.resource.delete === undefined || tally.counted.length !== 1) return
  const removed = await world.remove(named)
  const gone = await world.readOf(named)
  if (!isSuccess(removed) || isLater(removed) || gone === undefined || !isAbsent(gone)) return
  const after = `a delete of ${withArticle(named.resource.name)}`
  // A membership that is still read may be counted.
  const isSure = isAbsent(await world.read(member))
  await holdTally({ ...tally, counted: [] }, { counter, after }, isSure ? world : asShoulds(world))
}

interface Counted {
  readonly counter: Counter
  readonly tally: Tally
}

/** The first counts of a holder. Undefined where no read shows them. */
async function tallyOf(holder: Member, counter: Counter, world: World): Promise<Tally | undefined> {
  const answer = await world.readOf(holder)
  if (answer === undefined || !isSuccess(answer)) return undefined
  const first = countsShown(answer, holder, counter)
  return Object.values(first).every(Number.isInteger) ? { holder, first, counted: [] } : undefined
}

function countsShown(answer: Answer, { resource }: Member, counter: Counter): Tally['first'] {
  return countsIn(unwrapped(answer.json, resource), counter)
}

interface Step {
  readonly member: Member
  readonly tally: Tally
  readonly counter: Counter
}

/** The counts with a new member. A member in a state, such as a draft, may not be counted. Undefined after a finding. */
async function afterCreate({ member, tally, counter }: Step, world: World): Promise<Tally | undefined> {
  const shown = world.shown(await world.read(member))
  const value = valueCounted(shown, counter)
  if (value === undefined && counter.states === undefined) return undefined
  const next = { ...tally, counted: [...tally.counted, value] }
  const answer = await readUntil(next, counter, world)
  const isLeftOut =
    counter.values === undefined &&
    counter.states === undefined &&
    hasTrait(shown) &&
    isSuccess(answer) &&
    isTold(answer, tally, counter)
  if (isLeftOut) return tally
  const after = `a create of ${withArticle(world.resource.name)}`
  return expectTally(answer, next, { counter, after, world }) ? next : undefined
}

/** The value by which a map counts a member; the empty text for a number. Undefined for a member that is not counted. */
function valueCounted(shown: unknown, { values, states }: Counter): string | undefined {
  if (states !== undefined) return states.counted.includes(String(valueAt(shown, states.at))) ? '' : undefined
  const value = values === undefined ? '' : valueAt(shown, values)
  return typeof value === 'string' ? value : undefined
}

/** The counts after a move to another holder: both change. Undefined where no update moves a member. */
async function holdMove(
  member: Member,
  { counter, from, to }: { readonly counter: Counter; readonly from: Tally; readonly to: Tally },
  world: World,
): Promise<Tally | undefined> {
  const value = from.counted.at(-1)
  const { by } = counter
  if (by === undefined || value === undefined || from.counted.length < 2) return undefined
  if (!(await moveTo(to.holder, { member, at: by }, world))) return undefined
  const after = `a move of ${withArticle(world.resource.name)}`
  const [left, joined] = [
    { ...from, counted: from.counted.slice(0, -1) },
    { ...to, counted: [value] },
  ]
  await holdTally(left, { counter, after: `${after} to another one` }, world)
  await holdTally(joined, { counter, after: `${after} to it` }, world)
  return left
}

async function holdDelete(member: Member, { counter, tally }: Counted, world: World): Promise<Tally> {
  if (world.resource.delete === undefined || tally.counted.length === 0) return tally
  const removed = await world.remove(member)
  if (!isSuccess(removed) || isLater(removed)) return tally
  const gone = await world.read(member)
  // A deleted member that is still shown may be counted.
  if (!isAbsent(gone)) return tally
  const left = { ...tally, counted: tally.counted.slice(1) }
  await holdTally(left, { counter, after: `a delete of ${withArticle(world.resource.name)}` }, world)
  return left
}

/** The counts after updates that give the first member each state in turn. */
async function afterUpdates({ member, tally, counter }: Step, world: World): Promise<Tally> {
  const { states } = counter
  const counted = [...tally.counted]
  if (states === undefined) return tally
  for (const state of states.values) {
    if (!(await setTo(state, { member, at: states.at }, world))) continue
    counted[0] = states.counted.includes(String(state)) ? '' : undefined
    const after = `an update with ${String(state)} at ${states.at}`
    if (!(await holdTally({ ...tally, counted: [...counted] }, { counter, after }, world))) break
  }
  return { ...tally, counted }
}

/** The counts after actions at the first member: it is counted by its value then, or no longer. */
async function afterActions({ member, tally, counter }: Step, world: World): Promise<Tally> {
  const counted = [...tally.counted]
  if (counter.values === undefined && counter.states === undefined) return tally
  for (const action of actionsAt(world)) {
    if ((await actAt(action, member, world)) === undefined) continue
    const shown = await world.read(member)
    const value = valueCounted(world.shown(shown), counter)
    if (!isSuccess(shown) || (value === undefined && counter.states === undefined)) break
    counted[0] = value
    await holdTally({ ...tally, counted: [...counted] }, { counter, after: `the action ${action.name}` }, world)
  }
  return { ...tally, counted }
}

/** The actions at members, which the run may send. */
function actionsAt({ resource, model, mayWrite }: World): readonly Resource[] {
  return actionsOf(resource, model).filter(({ name }) => mayWrite(name))
}

interface Holding {
  readonly counter: Counter
  /** The write before, in words. */
  readonly after: string
}

async function holdTally(tally: Tally, { counter, after }: Holding, world: World): Promise<boolean> {
  return expectTally(await readUntil(tally, counter, world), tally, { counter, after, world })
}

/** The first read of a holder with the right counts, or the last one: a server may count a little later. */
async function readUntil(tally: Tally, counter: Counter, world: World): Promise<Answer> {
  const read = async (): Promise<Answer> => {
    const answer = await world.readOf(tally.holder)
    if (answer === undefined) throw new NotVerified('the contract does not say how the member that counts is read')
    return answer
  }
  const answer = await read()
  if (isTold(answer, tally, counter)) return answer
  await world.wait(LATER)
  return read()
}

function isTold(answer: Answer, tally: Tally, counter: Counter): boolean {
  return isDeepStrictEqual(countsShown(answer, tally.holder, counter), expectedOf(tally))
}

function expectedOf({ first, counted }: Tally): Tally['first'] {
  const counts: Record<string, number> = { ...first }
  for (const value of counted) if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

function expectTally(
  answer: Answer,
  tally: Tally,
  { counter, after, world }: Holding & { readonly world: World },
): boolean {
  const plain = (counts: Tally['first']): unknown => (counter.values === undefined ? counts[''] : counts)
  if (!isSuccess(answer)) return false
  const [expected, actual] = [expectedOf(tally), countsShown(answer, tally.holder, counter)]
  if (isDeepStrictEqual(expected, actual)) return world.expect(answer, [])
  return world.expect(answer, [
    {
      signature: 'other-count',
      message: `expected ${short(plain(expected))} at ${counter.at} of the ${counter.holder.name} after ${after}, got ${short(plain(actual))}`,
      at: `body#${counter.holder.wrap?.value.answer ?? ''}${counter.at}`,
      expected: plain(expected),
      actual: plain(actual),
      ...shouldUnless(counter.isSaid),
    },
  ])
}
