import type { FullEngine } from '../create-engine.ts'
import type { Formula } from '../formula.ts'
import type { Shape } from '../shapes/shape.ts'
import type { Generator } from './generator.ts'

/** The generators of formulas and shapes, each made once, when it is first drawn from. */
export interface Generators {
  readonly engine: FullEngine
  /** Undefined where nothing satisfies the formula. */
  ofFormula(formula: Formula): Generator | undefined
  ofShape(shape: Shape): Generator | undefined
}
