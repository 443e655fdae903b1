import { valueAt } from '../../../json/pointer.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { changedMember } from '../../change/changed-member.ts'
import { holders, madeBelow } from '../../change/counted-members.ts'
import { type Sum, sumsOf } from '../../change/sums.ts'
import { isNear, numberIn, rounded, marginOf } from '../../compare/add-up.ts'
import { unwrapped } from '../../send/address-of.ts'
import { type Answer, isAbsent, isLater, isSuccess } from '../../session/exchange.ts'
import { LATER } from '../../session/later.ts'
import type { Member } from '../../session/member.ts'
import { withArticle } from '../../session/noun.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const isSummed: Need = (resource, model, document) =>
  sumsOf(resource, model, document).length === 0
    ? lacking('number of another member that sums a property of the members')
    : { holds: true, certainty: 'sure' }

/** A sum over members follows creates, updates and deletes. */
export const sumsFollowMembers: Law = {
  id: 'sums-follow-members',
  level: 'must',
  text: 'A number that sums a property of members of another resource is that sum after each create, update and delete of such a member.',
  source: 'the document: a description of the number such as "Sum of the line totals of the items"',
  needs: all(creates, reads, isSummed),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const sum of sumsOf(world.resource, world.model, world.document)) judged += await holdSum(sum, world)
    if (judged === 0) throw new NotVerified('no member could be made whose property is summed')
  },
}

/** Returns the count of sums that were judged. */
async function holdSum(sum: Sum, world: World): Promise<number> {
  const found = await holders(sum, world)
  if (found === undefined) return 0
  const { holder } = found
  const name = withArticle(world.resource.name)
  const members: Member[] = []
  let judged = 0
  const hold = async (after: string): Promise<boolean> => {
    const outcome = await expectSum({ sum, holder, members, after }, world)
    judged += outcome === undefined ? 0 : 1
    return outcome === true
  }
  for (const variant of VARIANTS) {
    const member = await madeBelow(holder, { counter: sum, variant }, world)
    if (member === undefined) break
    members.push(member)
    if (!(await hold(`a create of ${name}`))) return judged
  }
  const [first] = members
  if (first === undefined) return judged
  if ((await isChanged(first, world)) && !(await hold(`an update of ${name}`))) return judged
  if (world.resource.delete === undefined || members.length < 2) return judged
  const removed = await world.remove(first)
  if (!isSuccess(removed) || isLater(removed) || !isAbsent(await world.read(first))) return judged
  members.shift()
  await hold(`a delete of ${name}`)
  return judged
}

/** The variants of the members: the numbers of the first one may be 1, which hides what is multiplied. */
const VARIANTS = [1, 2]

async function isChanged(member: Member, world: World): Promise<boolean> {
  const facts = world.resource.updates.find((one) => !takesChanges(one))
  const sent = facts === undefined ? undefined : changedMember({ member, facts, variant: 6 }, world)
  if (facts === undefined || sent === undefined) return false
  const updated = await world.update(member, sent, { facts })
  return isSuccess(updated) && !isLater(updated)
}

interface Holding {
  readonly sum: Sum
  readonly holder: Member
  readonly members: readonly Member[]
  /** The write before, in words. */
  readonly after: string
}

/** True for the right sum, and false for another one. Undefined where no read shows it, or a part of it. */
async function expectSum(holding: Holding, world: World): Promise<boolean | undefined> {
  const { sum, holder, members, after } = holding
  const parts: number[] = []
  for (const member of members) {
    const answer = await world.read(member)
    const part = isSuccess(answer) ? numberIn(valueAt(world.shown(answer), sum.each)) : undefined
    if (part === undefined) return undefined
    parts.push(part)
  }
  let answer = await world.readOf(holder)
  let shown = shownIn(answer, holding, parts)
  if (shown?.isRight === false) {
    // A server may sum a little later.
    await world.wait(LATER)
    answer = await world.readOf(holder)
    shown = shownIn(answer, holding, parts)
  }
  if (answer === undefined || shown === undefined) return undefined
  const problem = {
    signature: 'other-sum',
    message: `expected ${shown.expected} at ${sum.at} of the ${sum.holder.name} after ${after}, the sum of ${sum.each} of ${members.length === 1 ? 'one member' : `${members.length} members`}, got ${shown.actual}`,
    at: `body#${sum.holder.wrap?.value.answer ?? ''}${sum.at}`,
    expected: shown.expected,
    actual: shown.actual,
  }
  return world.expect(answer, shown.isRight ? [] : [problem])
}

interface Shown {
  readonly expected: number
  readonly actual: number
  readonly isRight: boolean
}

function shownIn(answer: Answer | undefined, { sum, holder }: Holding, parts: readonly number[]): Shown | undefined {
  if (answer === undefined || !isSuccess(answer)) return undefined
  const whole = unwrapped(answer.json, holder.resource)
  const actual = numberIn(valueAt(whole, sum.at))
  const more = sum.beside === undefined ? 0 : numberIn(valueAt(whole, sum.beside.at))
  if (actual === undefined || more === undefined) return undefined
  const value = parts.reduce((total, part) => total + part, 0) + (sum.beside?.sign ?? 1) * more
  const isRight = isNear(actual, { value, margin: marginOf([...parts, more]) })
  return { expected: rounded(value), actual, isRight }
}
