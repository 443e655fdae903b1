import type { Evaluate } from '../judge.ts'
import type { FormatTable } from '../formats/formats.ts'
import type { Formula, Formulas } from '../formula.ts'
import type { TypeName } from '../json.ts'
import type { Shape } from './shape.ts'

/** What the parts of the generator ask of each other. */
export interface Engine {
  readonly formulas: Formulas
  readonly formats: FormatTable
  readonly evaluate: Evaluate
  /** Whether objects keep to declared properties. */
  readonly declaredOnly: boolean
  /** Whether some way of satisfying a schema was left out because there were too many: then nothing is called impossible. */
  readonly limits: { reached: boolean }
  /** The values of a type that satisfy a formula, as shapes. */
  shapes(formula: Formula, type: TypeName): readonly Shape[]
  /** The values of a type that break a formula. */
  refuted(formula: Formula, type: TypeName): readonly Shape[]
  /** As `shapes`, with every in-place choice decided: what is not evaluated in one is not evaluated at all. */
  decided(formula: Formula, type: TypeName): readonly Shape[]
  /** Whether a shape holds some value. */
  isPossible(shape: Shape): boolean
  /** Whether some value of at most this height satisfies the formula; a scalar has height 0. */
  isWithin(formula: Formula, height: number): boolean
}
