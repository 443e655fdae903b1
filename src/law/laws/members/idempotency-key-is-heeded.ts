import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { saysOtherBodyRefused } from '../../../document/says/says-other-body-refused.ts'
import { sentencesOf } from '../../../document/says/sentences-of.ts'
import { changedMember } from '../../change/changed-member.ts'
import {
  createdAgain,
  hasIdempotencyKey,
  isOtherMember,
  nameOfKey,
  placeOfKey,
  withIdempotencyKey,
  wordsOfKey,
} from '../../key/idempotency-key.ts'
import type { IdempotencyPlace } from '../../key/idempotency-place.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { type Answer, isLater, isRefusal, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { all, creates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { World } from '../../world/world.ts'
import { acceptedProblems, statusProblems } from '../../send/status-problem.ts'

/** A sentence that a repeat is refused. */
const REFUSES =
  /\b(?:repeat|again|second|same key|reused?)\b.*\b(?:409|422|refus|reject|conflict)|\b(?:409|422)\b.*\b(?:repeat|again|second|same key|reused?)\b/i

/** A create that is sent again with its idempotency key makes no second member. */
export const idempotencyKeyIsHeeded: Law = {
  id: 'idempotency-key-is-heeded',
  level: 'must',
  text: 'A create that is sent twice with one idempotency key makes one member.',
  source: 'the document: a header, a query parameter or a property of the create such as Idempotency-Key',
  needs: all(creates, hasIdempotencyKey),
  async check(world) {
    const place = placeOfKey(world.resource, world.document)
    if (place === undefined) return
    const name = nameOfKey(place)
    const key = randomUUID()
    const asked = withIdempotencyKey(await world.body(), place, key)
    const first = await world.create(asked)
    if (!isSuccess(first.answer) || first.member === undefined)
      throw new NotVerified(`the create was answered ${first.answer.status}`)
    const again = await world.create(asked)
    const isSecond = isSuccess(again.answer) && isOtherMember(first.member, again.member)
    const what = `the same create with the same ${name}`
    const problem = createdAgain(what, [first.member, again.member], world)
    const { description } = world.operation(world.resource.create?.operation ?? '')
    const isSaid = sentencesOf(description).some((text) => REFUSES.test(text))
    const refused = isSaid ? [] : statusProblems(again.answer, ['2xx'], { what, level: 'should' })
    world.expect(again.answer, isSecond ? [problem] : refused)
    if (!isSecond && refusesOtherBody(place, world)) await holdOtherBody({ place, key, body: asked.body }, world)
    // An update changes what the key shows.
    if (!isSecond) await holdStranger(asked, { answer: first.answer, member: first.member }, world)
    if (!isSecond && isSuccess(again.answer)) await holdAfterUpdate(asked, { member: first.member, what }, world)
  },
}

/** Sends the create with its key once more after an update of its member: what the key stands for is the create. */
async function holdAfterUpdate(
  asked: CreateRequest,
  { member, what }: { readonly member: Member; readonly what: string },
  world: World,
): Promise<void> {
  for (const facts of world.resource.updates.slice(0, MOST_UPDATES)) {
    const changed = changedMember({ member, facts }, world)
    const updated = changed === undefined ? undefined : await world.update(member, changed, { facts })
    if (updated === undefined || !isSuccess(updated) || isLater(updated)) continue
    const again = await world.create(asked)
    const isSecond = isSuccess(again.answer) && isOtherMember(member, again.member)
    world.expect(again.answer, isSecond ? [createdAgain(`${what} after an update`, [member, again.member], world)] : [])
    return
  }
}

/** The updates that are tried, as a count. */
const MOST_UPDATES = 2

/** True where a description says that the key is refused with another body. */
function refusesOtherBody(place: IdempotencyPlace, world: World): boolean {
  return wordsOfKey(place, world).some(saysOtherBodyRefused)
}

interface Keyed {
  readonly place: IdempotencyPlace
  readonly key: string
  /** The body that was sent with the key. */
  readonly body: unknown
}

/** Sends another body with a key that was used. */
async function holdOtherBody({ place, key, body }: Keyed, world: World): Promise<void> {
  const asked = withIdempotencyKey(await world.body({ variant: 1 }), place, key)
  if (isDeepStrictEqual(asked.body, body)) return
  const { answer } = await world.create(asked)
  const what = `another body with the same ${nameOfKey(place)}`
  world.expect(answer, acceptedProblems(answer, { what, rule: 'other-body' }))
}

interface First {
  readonly answer: Answer
  readonly member: Member
}

/**
 * Sends the create with its key as the stranger, where the body names no other member and the stranger can remove what it makes. The answer must not show the
 * member of the owner, which the stranger cannot read.
 */
async function holdStranger(asked: CreateRequest, { answer: first, member }: First, world: World): Promise<void> {
  const { key, delete: removal, read } = world.resource
  const isAlone = asked.above.length === 0 && (asked.refersTo ?? []).length === 0
  if (!world.isKnown('stranger') || !isAlone || removal === undefined || read === undefined) return
  if (key.chosen?.value === 'client' || (asked.own ?? []).length > 0) return
  const created = await world.create({ ...asked, isOf: 'stranger' })
  const { answer } = created
  if (!isSuccess(answer)) return
  // Each caller may have numbers of their own: a member of the stranger is one that the stranger reads.
  const isSame =
    isDeepStrictEqual(created.member?.own, member.own) && isDeepStrictEqual(world.shown(answer), world.shown(first))
  const seen = isSame ? await world.read(member, { as: 'stranger' }) : undefined
  const name = member.own.join('/')
  const problem = {
    signature: 'shown-to-stranger',
    message: `expected no member of the owner for the key of a stranger, got ${name}, which the stranger cannot read`,
    at: 'body#',
    expected: 'a member of the stranger, or a refusal',
    actual: name,
  }
  world.expect(answer, seen !== undefined && isRefusal(seen) ? [problem] : [])
}
