import type { Resource } from '../../resource/model.ts'
import { makingsOf } from './makings-of.ts'
import type { Learned } from './learned.ts'

/** The step between variants of members whose numbers and dates conflict. It leaves the choice among a few alternatives as it is. */
const SHIFT = 60

/** Sets each body apart from those before it where members with equal numbers or dates conflict. */
export function nextShift(resource: Resource, learned: Learned): number {
  const makings = makingsOf(resource, learned)
  if (makings.shift === undefined) return 0
  makings.shift += SHIFT
  return makings.shift
}
