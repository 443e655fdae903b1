import type { Showing } from '../../resource/infer/association-places.ts'
import { holdsWord } from '../body/words.ts'
import { isLater, isSuccess } from '../session/exchange.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'
import { lookAtAssociation, type Pair, sendAssociation, settledAt, valueFor } from './associate.ts'

/** A second value or member that is associated with the same holder, and the places that show both. */
export interface SecondAssociation {
  readonly pair: Pair
  readonly places: readonly Showing[]
}

/** Associates a second one with the holder of a pair. Undefined where the holder takes one alone, and where no place shows both. */
export async function associateBeside(
  pair: Pair,
  shown: readonly Showing[],
  world: World,
): Promise<SecondAssociation | undefined> {
  const places = shown.filter(({ of, count }) => of === 'holder' && count === undefined)
  const other = places.length === 0 ? undefined : await unlessNotVerified(() => anotherOf(pair, world))
  const added = other === undefined ? undefined : await sendAssociation('add', other, world)
  if (other === undefined || added === undefined || !isSuccess(added) || isLater(added)) return undefined
  const both: Showing[] = []
  for (const place of places) {
    const second = await settledAt(place, { pair: other, count: 1 }, world)
    const first = second?.count === 1 ? await lookAtAssociation(place, pair, world) : undefined
    if (first?.count === 1) both.push(place)
  }
  return { pair: other, places: both }
}

/** The same holder with another value, or with another new member. Undefined where none can be told apart. */
export async function anotherOf(pair: Pair, world: World): Promise<Pair | undefined> {
  const { to } = pair.association
  if (to !== undefined) {
    const other = await world.freshBeside(to, pair.holder)
    const key = other.own.at(-1) ?? ''
    return key === pair.key ? undefined : { ...pair, other, key }
  }
  const key = valueFor(pair.association, world, 1)
  return holdsWord(key) && key !== pair.key ? { ...pair, key } : undefined
}

/** Holds that the second one is there still after the DELETE of the first, and takes it away. */
export async function holdBeside({ pair, places }: SecondAssociation, first: Pair, world: World): Promise<void> {
  try {
    for (const place of places) {
      const seen = await settledAt(place, { pair, count: 1 }, world)
      if (seen === undefined) continue
      const problem = {
        signature: 'other-dissociated',
        message: `expected ${pair.key} in ${seen.where} still after the DELETE of ${first.key}, got ${seen.count === 0 ? 'no such' : seen.count}`,
        at: seen.at,
        expected: 1,
        actual: seen.count,
      }
      world.expect(seen.answer, seen.count === 0 ? [problem] : [])
    }
  } finally {
    await sendAssociation('remove', pair, world).catch(() => undefined)
  }
}
