import { saysReplaces } from '../../../document/says/says-replaces.ts'
import type { Showing } from '../../../resource/infer/association-places.ts'
import { type Association, associationsOf } from '../../../resource/infer/associations-of.ts'
import { anotherOf } from '../../change/associated-beside.ts'
import {
  type AssociationLook,
  type Pair,
  pairOf,
  sendAssociation,
  settledAt,
  whileAssociated,
} from '../../change/associate.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { asShould, type Problem } from '../../session/problem.ts'
import { all, creates, lacking, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const replaces: Need = (resource, { resources }, document) =>
  associationsOf(resource, document, resources).some(({ set }) => set !== undefined)
    ? { holds: true, certainty: 'sure' }
    : lacking('PUT or PATCH with a list of all that is associated with a member')

/** A write of all that is associated with a member leaves nothing else there. */
export const associationSetReplaces: Law = {
  id: 'association-set-replaces',
  level: 'must',
  text: 'After a PUT or PATCH with the list of all that is associated with a member, its lists show what was sent, and nothing of before.',
  source: 'RFC 9110, section 9.3.4',
  isRare: true,
  needs: all(creates, replaces),
  async check(world) {
    const { resource, document, model } = world
    for (const association of associationsOf(resource, document, model.resources))
      if (association.set !== undefined) await hold(association, world)
  },
}

async function hold(association: Association, world: World): Promise<void> {
  const first = await pairOf(association, world)
  const second = await unlessNotVerified(() => anotherOf(first, world))
  if (second === undefined) throw new NotVerified('no other value could be made')
  await whileAssociated(first, world, async () => {
    const places = await shownAt(first, world)
    const replaced = await sendAssociation('set', second, world)
    if (!isSuccess(replaced) || isLater(replaced))
      throw new NotVerified(`${replaced.asked} was answered ${replaced.status}`)
    try {
      await expectOnly(second, first, { places, world })
      const emptied = await sendAssociation('set', { ...second, keys: [] }, world)
      if (!isSuccess(emptied) || isLater(emptied)) return
      for (const place of places) await expectCount(second, { place, count: 0, how: 'after an empty list' }, world)
    } finally {
      await sendAssociation('remove', second, world).catch(() => undefined)
    }
  })
}

/** The places at the holder that show what was added. */
async function shownAt(pair: Pair, world: World): Promise<readonly Showing[]> {
  const shown: Showing[] = []
  for (const place of pair.places.filter(({ of }) => of !== 'none')) {
    const seen = await settledAt(place, { pair, count: 1 }, world)
    if (seen?.count === 1) shown.push(place)
  }
  if (shown.length === 0) throw new NotVerified('no list shows what was added')
  return shown
}

async function expectOnly(
  set: Pair,
  before: Pair,
  { places, world }: { readonly places: readonly Showing[]; readonly world: World },
): Promise<void> {
  for (const place of places) {
    await expectCount(set, { place, count: 1, how: `after it was set in place of ${before.key}` }, world)
    const isNumber = place.counts === true && place.of === 'holder'
    if (!isNumber) await expectCount(before, { place, count: 0, how: `after ${set.key} was set in its place` }, world)
  }
}

interface Expected {
  readonly place: Showing
  readonly count: number
  readonly how: string
}

async function expectCount(pair: Pair, { place, count, how }: Expected, world: World): Promise<void> {
  const seen = await settledAt(place, { pair, count }, world)
  if (seen === undefined) return
  const problems = counted(seen, { pair, count, how })
  world.expect(seen.answer, isSure(pair.association, place) ? problems : problems.map(asShould))
}

function counted(
  { count, where, at, place }: AssociationLook,
  expected: Pick<Expected, 'count' | 'how'> & { readonly pair: Pair },
): readonly Problem[] {
  if (count === expected.count) return []
  const { key, holder } = expected.pair
  const name = place.of === 'other' ? (holder.own.at(-1) ?? '') : key
  const [wanted, got] = [expected.count, count].map((one) =>
    one === 0 ? 'not there' : `there ${one === 1 ? 'once' : `${one} times`}`,
  )
  return [
    {
      signature: count > expected.count ? 'still-associated' : 'not-associated',
      message: `expected ${name} ${wanted} in ${where} ${expected.how}, but it is ${got}`,
      at,
      expected: expected.count,
      actual: count,
    },
  ]
}

/** A PATCH may add, unless its description says that it replaces. A number is held where the document says what it counts. */
function isSure({ set }: Association, { counts, isStated }: Showing): boolean {
  const isReplacing = set?.method === 'PUT' || saysReplaces(set?.description ?? '') || SETS.test(set?.description ?? '')
  return isReplacing && (counts !== true || isStated)
}

const SETS = /\b(?:sets?|overwrites?)\b/i
