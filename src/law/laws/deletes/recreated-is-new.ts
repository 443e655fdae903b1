import { removeNow } from '../../change/remove-now.ts'
import { differencesOf } from '../../../json/difference.ts'
import type { Resource } from '../../../resource/model.ts'
import { singular, wordsOf } from '../../../words/words.ts'
import { holdsWord, wordsIn } from '../../body/words.ts'
import { historiesOf, itemsBelow, pastItem } from '../../change/past-items.ts'
import { short } from '../../compare/compare-member.ts'
import { sameKeyBody } from '../../key/same-key-body.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { all, creates, deletes, lacking, namedByClient, type Need, reads, tags } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { shouldUnless } from '../../session/problem.ts'

const keepsTrack: Need = (resource, model, document) =>
  tags(resource, model, document).holds || historiesOf(resource, model, document).length > 0
    ? { holds: true, certainty: 'sure' }
    : lacking('ETag of a member, and no items below it that are only read')

/** A tag of the deleted member is none of the new one (RFC 9110, section 8.8.1). A history may be kept on purpose: a should without words. */
export const recreatedIsNew: Law = {
  id: 'recreated-is-new',
  level: 'must',
  text: 'A member that is created under the key of a deleted one, with other values, has neither its ETag nor the items below it that are only read.',
  source: 'RFC 9110, section 8.8.1',
  needs: all(creates, reads, deletes, namedByClient, keepsTrack),
  isRare: true,
  async check(world) {
    const member = await world.fresh()
    const before = await world.read(member)
    await removeNow(member, world)
    const created = await world.create(await sameKeyBody(member, world))
    const again = await world.arrived(created)
    if (again === undefined || again.own.join('/') !== member.own.join('/'))
      throw new NotVerified(`a create under the key of a deleted member was answered ${created.answer.status}`)
    const judged = [await holdTag(again, before, world)]
    for (const history of historiesOf(world.resource, world.model, world.document))
      judged.push((await unlessNotVerified(() => holdItems({ member, again, history }, world))) === true)
    if (!judged.includes(true)) throw new NotVerified('neither a tag nor an item tells the two members apart')
  },
}

/** Returns true where the tag of before was sent. */
async function holdTag(again: Member, before: Answer, world: World): Promise<boolean> {
  const tag = before.header('etag')
  if (tag === undefined) return false
  const now = await world.read(again)
  if (!isSuccess(now) || differencesOf(world.shown(before), world.shown(now)).length === 0) return false
  const answer = await world.read(again, { headers: { 'If-None-Match': tag } })
  const problem = {
    signature: 'tag-of-deleted',
    message: `expected the member for If-None-Match: ${tag}, the ETag of a deleted member under its key with other values, got 304`,
    at: 'status',
    expected: '2xx',
    actual: answer.status,
  }
  world.expect(answer, answer.status === 304 ? [problem] : [])
  return true
}

interface Recreated {
  /** The deleted member. */
  readonly member: Member
  readonly again: Member
  readonly history: Resource
}

/** Returns true where items with words of one of the two members were judged. */
async function holdItems({ member, again, history }: Recreated, world: World): Promise<boolean> {
  const [own, kept] = [member, again].map(({ sent }) => wordsIn(JSON.stringify(sent) ?? ''))
  const old = (own ?? []).filter((word) => kept?.includes(word) !== true)
  const { members: listed, last } = await itemsBelow(again, history, world)
  const whole: unknown[] = []
  for (const item of [listed[0], listed.at(-1)])
    whole.push((await pastItem(item, { member: again, history }, world))?.shown)
  const texts = [...listed, ...whole].map((one) => JSON.stringify(one) ?? '')
  if (old.length === 0 || !texts.some(holdsWord)) return false
  const word = old.find((one) => texts.some((text) => text.includes(one)))
  const isSaid = saysSo(history, world)
  const problem = {
    signature: 'items-of-deleted',
    message: `expected no ${history.name} of the deleted ${world.resource.name} below a new one under its key, got one with ${short(word)}`,
    at: 'body#',
    expected: 'no item of before',
    actual: word,
    ...shouldUnless(isSaid),
  }
  world.expect(last, word === undefined ? [] : [problem])
  return true
}

/** True for the description of a delete such as `Deletes the page with its revisions`. */
function saysSo({ name }: Resource, { resource, operation }: World): boolean {
  const { description = '' } = operation(resource.delete?.operation ?? '')
  return (
    wordsOf(description)
      .map(singular)
      .includes(wordsOf(name).map(singular).at(-1) ?? '') && !/\b(?:keep|kept|stays?|remains?|not)\b/i.test(description)
  )
}
