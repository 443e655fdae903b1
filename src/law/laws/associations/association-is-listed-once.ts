import { type Association, associationsOf } from '../../../resource/infer/associations-of.ts'
import type { Showing } from '../../../resource/infer/association-places.ts'
import {
  type Pair,
  pairOf,
  type AssociationLook,
  sendAssociation,
  settledAt,
  whileAssociated,
} from '../../change/associate.ts'
import { associateBeside, holdBeside } from '../../change/associated-beside.ts'
import { freePair } from '../../change/free-pair.ts'
import { stillAssociated } from '../../change/still-associated.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, creates, lacking, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasAssociations: Need = (resource, { resources }, document) =>
  associationsOf(resource, document, resources).length > 0
    ? { holds: true, certainty: 'sure' }
    : lacking('PUT or POST, and DELETE, that put something to a member which a list shows')

/** A value that a PUT without a body adds to a member is in its list once, and not after the DELETE. */
export const associationIsListedOnce: Law = {
  id: 'association-is-listed-once',
  level: 'must',
  text: 'What a PUT or POST puts to a member, as PUT /contacts/{contact}/tags/{tag} does, is once in the list of that name, also after the same request again, and not after the DELETE, which leaves the others there.',
  source: 'RFC 9110, section 9.2.2',
  isRare: true,
  needs: all(creates, hasAssociations),
  async check(world) {
    const { resource, document, model } = world
    for (const association of associationsOf(resource, document, model.resources).slice(0, MOST))
      await hold(association, world)
  },
}

/** The associations that are held, as a count. */
const MOST = 2

async function hold(association: Association, world: World): Promise<void> {
  const pair = await freePair(await pairOf(association, world), world)
  await whileAssociated(pair, world, async () => {
    const again = await sendAssociation('add', pair, world)
    const how = isSuccess(again) ? 'after it was put there twice' : 'after it was put there'
    const shown: Showing[] = []
    for (const place of pair.places) {
      const seen = await settledAt(place, { pair, count: 1 }, world)
      if (seen === undefined) continue
      world.expect(seen.answer, once(seen, pair, how))
      if (seen.count > 0) shown.push(place)
    }
    const beside = await associateBeside(pair, shown, world)
    const removed = await sendAssociation('remove', pair, world)
    const isRemoved = isSuccess(removed) && !isLater(removed)
    if (beside !== undefined) await holdBeside({ ...beside, places: isRemoved ? beside.places : [] }, pair, world)
    if (!isRemoved) return
    for (const place of shown) {
      const seen = await settledAt(place, { pair, count: 0 }, world)
      if (seen !== undefined) world.expect(seen.answer, stillAssociated(seen, pair, 'after its DELETE'))
    }
    if (association.bodies.add !== undefined) await holdRepeated(pair, shown, world)
  })
}

/** A key that stands twice in one body is there once, unless the body is refused. */
async function holdRepeated(pair: Pair, shown: readonly Showing[], world: World): Promise<void> {
  const added = await sendAssociation('add', { ...pair, keys: [pair.key, pair.key] }, world)
  if (!isSuccess(added) || isLater(added)) return
  for (const place of shown) {
    const seen = await settledAt(place, { pair, count: 1 }, world)
    if (seen !== undefined) world.expect(seen.answer, once(seen, pair, 'after a body named it twice'))
  }
}

function once({ place, count, where, at }: AssociationLook, { key, holder }: Pair, how: string): readonly Problem[] {
  if (count === 1 || (count === 0 && place.mayLack)) return []
  const name = place.of === 'other' ? (holder.own.at(-1) ?? '') : key
  const times = count === 0 ? 'it is not there' : `it is there ${count} times`
  return [
    {
      signature: count === 0 ? 'not-associated' : 'associated-twice',
      message: `expected ${name} once in ${where} ${how}, but ${times}`,
      at,
      expected: 1,
      actual: count,
      ...shouldUnless(place.isStated || (count > 1 && place.count === undefined)),
    },
  ]
}
