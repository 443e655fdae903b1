import { brokenText } from '../draw/property-source.ts'
import { EmptyPool } from '../draw/empty-pool.ts'
import { type Opening, openProperty } from './open-property.ts'
import type { PlannedCase } from './planned-case.ts'

/** The rules that the boundaries of a property break, in words and in the order of the boundaries. Empty for valid values. */
export async function brokenRules(planned: PlannedCase, opening: Opening): Promise<readonly string[]> {
  const { property } = planned
  if (property === undefined || property.drawing.part === 'history' || property.drawing.mode !== 'invalid') return []
  try {
    const { boundaries, example } = await openProperty(property, planned, opening)
    const broken = Array.from({ length: boundaries }, (_, index) => example(index).broken ?? [])
    return [...new Set(broken.flat().map(brokenText))]
  } catch (error) {
    // A run skips such a property, with the reason.
    if (error instanceof EmptyPool) return []
    throw error
  }
}
