import type { Formula } from '../formula.ts'
import type { Engine } from '../shapes/engine.ts'
import type { ArrayShape } from '../shapes/shape.ts'

/** One place in an array: what its item satisfies, and which of the shape's counts it is counted in. */
export interface Slot {
  readonly formula: Formula
  readonly counted: ReadonlySet<number>
}

export interface ArrayLayout {
  readonly slots: readonly Slot[]
  /** The first of two neighbours that must be equal. */
  readonly twin: number | undefined
}

/** From this index on, every place is alike. */
export function uniformFrom(shape: ArrayShape): number {
  const ends = shape.rules.flatMap(({ from, to }) => (to === Infinity ? [from] : [to]))
  return Math.max(0, ...ends, ...shape.counts.map(({ from }) => from))
}

export function itemFormula({ formulas }: Engine, shape: ArrayShape, index: number): Formula {
  return formulas.all(shape.rules.filter(({ from, to }) => from <= index && index < to).map(({ formula }) => formula))
}
