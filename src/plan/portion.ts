/** A part of a planned case: a whole declared case, or the values of a property from one index to another. */
export interface Portion {
  /** The id of the row. */
  readonly id: string
  /** The index of the first value; 0 for a declared case. */
  readonly from: number
  /** The index after the last value; undefined for all values that are left. */
  readonly to: number | undefined
}
