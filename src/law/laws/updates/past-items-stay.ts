import { differencesOf } from '../../../json/difference.ts'
import type { Resource } from '../../../resource/model.ts'
import { holdsWord, wordsIn } from '../../body/words.ts'
import { changedMember } from '../../change/changed-member.ts'
import { historiesOf, itemsBelow, type PastItem, pastItem } from '../../change/past-items.ts'
import { short } from '../../compare/compare-member.ts'
import { unwrapped } from '../../send/address-of.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, creates, lacking, type Need, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasHistory: Need = (resource, model, document) =>
  historiesOf(resource, model, document).some(({ read }) => read !== undefined)
    ? { holds: true, certainty: 'sure' }
    : lacking('items below a member that are only read')

/** An item of a history that grows with each update keeps what it was. A should where no description says that it never changes. */
export const pastItemsStay: Law = {
  id: 'past-items-stay',
  level: 'must',
  text: 'Where each update of a member adds an item below it, such as a revision, an earlier item is read as before.',
  source: 'the document: items below a member that are only read, of which it says that they never change',
  needs: all(creates, updates, hasHistory),
  isRare: true,
  async check(world) {
    const histories = historiesOf(world.resource, world.model, world.document)
    let judged = false
    for (const history of histories) judged = (await unlessNotVerified(() => hold(history, world))) === true || judged
    if (!judged) throw new NotVerified('no update adds an item that shows the values of before')
  },
}

/** Returns true where an item was judged. */
async function hold(history: Resource, world: World): Promise<boolean> {
  const member = await world.fresh()
  let listed = await itemsBelow(member, history, world)
  if (listed.members.length === 0) {
    await change(member, 6, world)
    listed = await itemsBelow(member, history, world)
  }
  const [first] = listed.members
  const before = listed.members.length === 1 ? await pastItem(first, { member, history }, world) : undefined
  if (before === undefined || !holdsWordsOf(member, before)) return false
  await change(member, 7, world)
  const grown = await itemsBelow(member, history, world)
  if (grown.members.length !== listed.members.length + 1) return false
  const operation = world.operation(history.read?.operation ?? '')
  const answer = await world.send({ operation, path: before.path })
  const isSaid = NEVER.test(operation.description ?? '')
  const problems = isSuccess(answer)
    ? changedIn(before, unwrapped(answer.json, history))
    : goneIn(answer.status, before)
  world.expect(
    answer,
    problems.map((one): Problem => (isSaid ? one : { ...one, level: 'should' })),
  )
  return true
}

const NEVER = /\b(?:never changes?|(?:is|are) (?:never|not) (?:changed|altered|modified)|does not change|immutable)\b/i

/** @throws NotVerified where the update is not carried out at once. */
async function change(member: Member, variant: number, world: World): Promise<void> {
  const facts = world.resource.updates.find(({ effect }) => effect?.value === 'merge' || effect?.value === 'replace')
  const sent = facts === undefined ? undefined : changedMember({ member, facts, variant }, world)
  if (facts === undefined || sent === undefined)
    throw new NotVerified('the document does not say enough to make an update')
  const answer = await world.update(member, sent, { facts })
  if (!isSuccess(answer) || isLater(answer)) throw new NotVerified(`the update was answered ${answer.status}`)
}

/** True for an item with a word of the member: others may be worked out anew at each read. */
function holdsWordsOf({ sent }: Member, { shown }: PastItem): boolean {
  const text = JSON.stringify(shown) ?? ''
  return wordsIn(JSON.stringify(sent) ?? '').some((word) => text.includes(word))
}

/** A text of the run that the item does not show any more: a flag such as `isCurrent` or a link to the next item may change. */
function changedIn({ path, shown }: PastItem, now: unknown): readonly Problem[] {
  return differencesOf(shown, now)
    .filter(({ from }) => holdsWord(from))
    .slice(0, 1)
    .map(({ at, from, to }) => ({
      signature: 'past-item-changed',
      message: `expected ${short(from)} at ${at} of ${path.join('/')} as before the update, got ${short(to)}`,
      at: `body#${at}`,
      expected: from,
      actual: to,
    }))
}

function goneIn(status: number, { path }: PastItem): readonly Problem[] {
  return [
    {
      signature: 'past-item-gone',
      message: `expected ${path.join('/')} as before the update, got ${status}`,
      at: 'status',
      expected: '2xx',
      actual: status,
    },
  ]
}
