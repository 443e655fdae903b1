import { randomUUID } from 'node:crypto'
import { saysKeyFreed } from '../../../document/says/says-key-freed.ts'
import { hasIdempotencyKey, nameOfKey, placeOfKey, withIdempotencyKey, wordsOfKey } from '../../key/idempotency-key.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isRefusal, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { invalidBodies } from '../../world/invalid-bodies.ts'
import { all, creates, type Need, missing } from '../../world/facts.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import type { IdempotencyPlace } from '../../key/idempotency-place.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const frees: Need = (resource, _, document) => {
  const place = placeOfKey(resource, document)
  const operation = document.operations.find(({ id }) => id === resource.create?.operation)
  const isSaid =
    place !== undefined &&
    operation !== undefined &&
    wordsOfKey(place, { resource, document, operation: () => operation }).some(saysKeyFreed)
  return isSaid ? { holds: true, certainty: 'sure' } : missing('that a refused create leaves its key free')
}

/** A refused create does not use up its idempotency key. */
export const refusedKeyIsFree: Law = {
  id: 'refused-key-is-free',
  level: 'must',
  text: 'A valid create with the idempotency key of a refused one is accepted, where the document says that refused requests leave the key free.',
  source: 'the document: a description such as "A request that is refused with 400 is not stored"',
  needs: all(creates, hasIdempotencyKey, frees),
  async check(world) {
    const place = placeOfKey(world.resource, world.document)
    if (place === undefined) return
    const [base, valid] = [await world.body(), await world.body({ variant: 1 })]
    const about = { operation: world.resource.create?.operation ?? '', own: base.own, accepted: base.body }
    const key = randomUUID()
    for (const { body } of invalidBodies(about, world, MOST_REFUSED)) {
      const { answer: refused } = await world.create(withIdempotencyKey({ ...base, body }, place, key))
      if (isSuccess(refused)) throw new NotVerified('an invalid create was accepted')
      if (!isRefusal(refused)) continue
      const { answer } = await world.create(withIdempotencyKey(valid, place, key))
      // The same body is accepted under a key of its own: else the key is not what was refused.
      const isOfKey = isRefusal(answer) && (await isTaken(valid, place, world))
      const what = `a valid create with the ${nameOfKey(place)} of a refused one`
      world.expect(answer, isOfKey ? statusProblems(answer, ['2xx'], { what }) : [])
      return
    }
    throw new NotVerified('no create was refused')
  },
}

/** The invalid creates that are tried, as a count. */
const MOST_REFUSED = 3

async function isTaken(asked: CreateRequest, place: IdempotencyPlace, world: World): Promise<boolean> {
  return isSuccess((await world.create(withIdempotencyKey(asked, place, randomUUID()))).answer)
}
