import type { FormatTable } from './formats/formats.ts'
import type { Formula, Formulas } from './formula.ts'

/** The properties and items of a value that successful schemas have evaluated. */
export interface Notes {
  readonly keys: Set<string>
  readonly items: Set<number>
}

/** True if a value satisfies a formula. `notes` collects evaluated parts, if given. */
export type Evaluate = (formula: Formula, value: unknown, notes?: Notes) => boolean

/** The shared context of the keyword evaluators. */
export interface Judge {
  readonly formulas: Formulas
  readonly formats: FormatTable
  /** True if some schema uses `unevaluatedProperties` or `unevaluatedItems`. */
  readonly tracking: boolean
  readonly evaluate: Evaluate
}
