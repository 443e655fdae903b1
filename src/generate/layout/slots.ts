import type { Formula } from '../formula.ts'
import type { Engine } from '../shapes/engine.ts'
import type { ArrayShape } from '../shapes/shape.ts'

/** A slot of an array: the formula of the item, and the counts that include the item. */
export interface Slot {
  readonly formula: Formula
  readonly counted: ReadonlySet<number>
}

/** The slots of an array. */
export interface ArrayLayout {
  readonly slots: readonly Slot[]
  /** The index of the first of two equal neighbours; undefined if none are needed. */
  readonly twin: number | undefined
}

/** The index from which all slots are alike. */
export function uniformFrom(shape: ArrayShape): number {
  const ends = shape.rules.flatMap(({ from, to }) => (to === Infinity ? [from] : [to]))
  return Math.max(0, ...ends, ...shape.counts.map(({ from }) => from))
}

/** The formula of the item at an index. */
export function itemFormula({ formulas }: Engine, shape: ArrayShape, index: number): Formula {
  return formulas.all(shape.rules.filter(({ from, to }) => from <= index && index < to).map(({ formula }) => formula))
}
