import { type Problem, shouldUnless } from '../session/problem.ts'
import type { Pair, AssociationLook } from './associate.ts'

/** The problems of a place that still shows a value whose association has ended. A number that counts is held where the document says what it counts. */
export function stillAssociated(
  { place, count, where, at }: AssociationLook,
  { key, holder }: Pair,
  how: string,
): readonly Problem[] {
  if (count === 0) return []
  const name = place.of === 'other' ? (holder.own.at(-1) ?? '') : key
  return [
    {
      signature: 'still-associated',
      message: `expected no ${name} in ${where} ${how}, got it${count > 1 ? ` ${count} times` : ''}`,
      at,
      expected: 0,
      actual: count,
      ...shouldUnless(place.count === undefined || place.isStated),
    },
  ]
}
