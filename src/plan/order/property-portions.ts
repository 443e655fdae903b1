import type { PlannedCase } from '../planned-case.ts'
import type { Portion } from './portion.ts'

/** True for a property that is tried with many values. A declared case, and a property with the path of its only example, are tried once. */
export function hasManyValues({ property }: Pick<PlannedCase, 'property'>): boolean {
  return property !== undefined && property.path === undefined
}

/** The counts of values of the first portions of a property. A last portion has all further values. */
const SIZES = [2, 4, 8, 16]

/** The portion of a property that follows `from` values: the portions grow, and the last one is open. */
export function nextPortion(id: string, from: number): Portion {
  let end = 0
  for (const size of SIZES) {
    end += size
    if (from < end) return { id, from, to: end }
  }
  return { id, from, to: undefined }
}
