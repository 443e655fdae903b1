/**
 * A part of a planned case: a whole declared case, or the values [from, to) of a property that no portion before it holds. So a value
 * that is known to find a fault can come before the values below it.
 */
export interface Portion {
  /** The id of the row. */
  readonly id: string
  readonly from: number
  /** The index after the last value; undefined for all values from `from` on. */
  readonly to: number | undefined
}
