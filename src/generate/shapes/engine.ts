import type { Evaluate } from '../judge.ts'
import type { FormatTable } from '../formats/formats.ts'
import type { Formula, Formulas } from '../formula.ts'
import type { TypeName } from '../json.ts'
import type { Shape } from './shape.ts'

/** The interface between the parts of the generator. */
export interface Engine {
  readonly formulas: Formulas
  readonly formats: FormatTable
  readonly evaluate: Evaluate
  /** True if objects keep to declared properties. */
  readonly declaredOnly: boolean
  /** `reached` is true if combinations were dropped because of a limit. No schema is then called impossible. */
  readonly limits: { reached: boolean }
  /** The values of a type that satisfy a formula, as shapes. */
  shapes(formula: Formula, type: TypeName): readonly Shape[]
  /** The values of a type that break a formula, as shapes. */
  refuted(formula: Formula, type: TypeName): readonly Shape[]
  /** Like `shapes`, with every in-place choice decided. Parts not evaluated in a shape are evaluated by no branch. */
  decided(formula: Formula, type: TypeName): readonly Shape[]
  /** True if a shape holds some value. */
  isPossible(shape: Shape): boolean
  /** True if some value of at most this height satisfies the formula. A scalar has height 0. */
  isWithin(formula: Formula, height: number): boolean
}
