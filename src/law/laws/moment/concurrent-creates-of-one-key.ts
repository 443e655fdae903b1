import { randomUUID } from 'node:crypto'
import { allEnded } from '../../../send/all-ended.ts'
import {
  createdAgain,
  hasIdempotencyKey,
  isOtherMember,
  nameOfKey,
  placeOfKey,
  withIdempotencyKey,
} from '../../key/idempotency-key.ts'
import { isRefusal, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, creates } from '../../world/facts.ts'
import type { IdempotencyPlace } from '../../key/idempotency-place.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** The creates that are sent at once, as a count. */
const TOGETHER = 4

/** Retries of a create that are under way at once make one member. */
export const concurrentCreatesOfOneKey: Law = {
  id: 'concurrent-creates-of-one-key',
  level: 'must',
  text: 'Several creates at the same moment with one idempotency key make one member.',
  source: 'the document: a header, a query parameter or a property of the create such as Idempotency-Key',
  needs: all(creates, hasIdempotencyKey),
  sendsTogether: true,
  async check(world) {
    const place = placeOfKey(world.resource, world.document)
    if (place === undefined) return
    await expectHeeded(place, world)
    if (world.resource.read !== undefined) await world.openConnections(TOGETHER, await world.some())
    const asked = withIdempotencyKey(await world.body(), place, randomUUID())
    const created = await allEnded(Array.from({ length: TOGETHER }, () => () => world.create(asked)))
    const [first, ...others] = created.filter(({ answer, member }) => isSuccess(answer) && member !== undefined)
    if (first?.member === undefined) throw new NotVerified('no create was accepted')
    const { member } = first
    const second = others.find((one) => isOtherMember(member, one.member))
    const what = `${TOGETHER} creates at once with the same ${nameOfKey(place)}`
    world.expect(
      second?.answer ?? first.answer,
      second === undefined ? [] : [createdAgain(what, [member, second.member], world)],
    )
  },
}

/** @throws NotVerified where creates one after the other make two members: that is the finding of another law */
async function expectHeeded(place: IdempotencyPlace, world: World): Promise<void> {
  const asked = withIdempotencyKey(await world.body(), place, randomUUID())
  const first = await world.create(asked)
  if (first.member === undefined) throw new NotVerified(`the create was answered ${first.answer.status}`)
  const again = await world.create(asked)
  if (isRefusal(again.answer) || !isOtherMember(first.member, again.member)) return
  throw new NotVerified('a create that is sent again makes a second member')
}
