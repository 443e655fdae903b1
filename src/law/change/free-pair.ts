import type { Showing } from '../../resource/infer/association-places.ts'
import { holdsWord } from '../body/words.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'
import { lookAtAssociation, type Pair } from './associate.ts'

/**
 * The pair with the places that do not show the two as associated yet, and the numbers of before. A new member has no word of the run.
 * @throws NotVerified where each place shows them.
 */
export async function freePair(pair: Pair, world: World): Promise<Pair> {
  const isNew = pair.other === undefined && holdsWord(pair.key)
  const places: Showing[] = []
  const before = new Map<Showing, number>()
  for (const place of pair.places) {
    if (isNew && place.counts !== true) {
      places.push(place)
      continue
    }
    const seen = await lookAtAssociation(place, pair, world)
    if (seen === undefined) continue
    if (place.counts === true) before.set(place, seen.count)
    if (place.counts === true || seen.count === 0) places.push(place)
  }
  if (places.length === 0) throw new NotVerified('no list could be read that does not show the two as associated')
  return { ...pair, places, before }
}
