import type { Resource } from '../../resource/model.ts'
import { makingsOf } from './makings-of.ts'
import type { Learned } from './learned.ts'

/**
 * The step between variants of members whose numbers and dates conflict. The numbers up to 6 divide it, so a variant keeps its choice
 * among a few alternatives.
 */
const SHIFT = 60

/** The number that is added to the variant of a body, and the days that are added to its dates. */
interface Shift {
  readonly numbers: number
  readonly days: number
}

/**
 * Sets each body apart from those before it where members with equal numbers or dates conflict. Another member may bound a number, but no
 * date: a room has a capacity, and any day can be booked.
 */
export function nextShift(resource: Resource, learned: Learned): Shift {
  const makings = makingsOf(resource, learned)
  if (makings.shift !== undefined) makings.shift += SHIFT
  if (makings.days !== undefined) makings.days += SHIFT
  return { numbers: makings.shift ?? 0, days: makings.days ?? 0 }
}
