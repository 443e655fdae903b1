import { randomUUID } from 'node:crypto'
import { type Replayed, saysReplayed } from '../../../document/says/says-replayed.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { changedMember } from '../../change/changed-member.ts'
import { hasIdempotencyKey, nameOfKey, placeOfKey, withIdempotencyKey, wordsOfKey } from '../../key/idempotency-key.ts'
import { tellOtherAnswer } from '../../key/tell-other-answer.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { all, creates, lacking, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const saysSo: Need = (resource, _, document) => {
  const place = placeOfKey(resource, document)
  const operation = document.operations.find(({ id }) => id === resource.create?.operation)
  const isSaid =
    place !== undefined &&
    operation !== undefined &&
    wordsOfKey(place, { resource, document, operation: () => operation }).some((one) => saysReplayed(one) !== undefined)
  return isSaid ? { holds: true, certainty: 'sure' } : lacking('answer to a create that is sent again')
}

/** A repeated create gets the answer of the first one. */
export const idempotentAnswerIsRepeated: Law = {
  id: 'idempotent-answer-is-repeated',
  level: 'must',
  text: 'A create that is sent again with its idempotency key gets the status and the body of the first answer, where the document says so.',
  source: 'the document: a description such as "The same key gets the first answer again"',
  needs: all(creates, hasIdempotencyKey, saysSo),
  async check(world) {
    const place = placeOfKey(world.resource, world.document)
    if (place === undefined) return
    const said = wordsOfKey(place, world).flatMap((one) => saysReplayed(one) ?? [])
    const header = said.find((one) => one.header !== undefined)?.header
    const isStored = said.some((one) => one.isStored)
    const asked = withIdempotencyKey(await world.body(), place, randomUUID())
    const { answer: first, member } = await world.create(asked)
    if (!isSuccess(first) || isLater(first) || member === undefined)
      throw new NotVerified(`the create was answered ${first.status}`)
    const about = { asked, first, isStored, header, what: `the same create with the same ${nameOfKey(place)}` }
    const isSame = await holdRepeat(about, world)
    if (!isSame || !isStored) return
    await holdAfterUpdates({ ...about, member }, world)
    if (world.resource.delete === undefined) return
    if (isSuccess(await world.remove(member)))
      await holdRepeat({ ...about, what: `${about.what} after the delete of its member` }, world)
  },
}

interface Repeat extends Pick<Replayed, 'isStored'> {
  readonly asked: CreateRequest
  readonly first: Answer
  readonly what: string
  readonly header: string | undefined
}

/** Sends the create again and holds the answer to the first one. Returns false where they differ. */
async function holdRepeat({ asked, first, what, header }: Repeat, world: World): Promise<boolean> {
  const { answer } = await world.create(asked)
  // A repeat that is refused is left to the law of the key, and an answer in doubt to nobody.
  if (!isSuccess(answer) || answer.again === true) return false
  const problems = tellOtherAnswer({ first, answer, what, header }, world)
  world.expect(answer, problems)
  return problems.length === 0
}

/** Holds the answer after an update that has changed the member. */
async function holdAfterUpdates(
  { member, ...about }: Repeat & { readonly member: Member },
  world: World,
): Promise<void> {
  for (const facts of world.resource.updates.slice(0, MOST_UPDATES)) {
    if (!(await changes(member, facts, world))) continue
    await holdRepeat({ ...about, what: `${about.what} after an update` }, world)
    return
  }
}

async function changes(member: Member, facts: UpdateFacts, world: World): Promise<boolean> {
  const changed = changedMember({ member, facts }, world)
  const updated = changed === undefined ? undefined : await world.update(member, changed, { facts })
  return updated !== undefined && isSuccess(updated) && !isLater(updated)
}

/** The updates that are tried, as a count. */
const MOST_UPDATES = 2
