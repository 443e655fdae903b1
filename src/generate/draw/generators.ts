import type { FullEngine } from '../create-engine.ts'
import type { Formula } from '../formula.ts'
import type { Shape } from '../shapes/shape.ts'
import type { Generator } from './generator.ts'

/** The generators of formulas and shapes, each created on first use. */
export interface Generators {
  readonly engine: FullEngine
  /** The generator of a formula; undefined if no value satisfies the formula. */
  ofFormula(formula: Formula): Generator | undefined
  ofShape(shape: Shape): Generator | undefined
}
