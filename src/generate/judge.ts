import type { FormatTable } from './formats/formats.ts'
import type { Formula, Formulas } from './formula.ts'

/** What the schemas that hold have evaluated in one array or object. */
export interface Notes {
  readonly keys: Set<string>
  readonly items: Set<number>
}

/** Whether a value satisfies a formula. `notes` collects what is evaluated; leave it out where nobody asks. */
export type Evaluate = (formula: Formula, value: unknown, notes?: Notes) => boolean

/** What the keywords' evaluators share. */
export interface Judge {
  readonly formulas: Formulas
  readonly formats: FormatTable
  /** Whether anything asks what is evaluated. */
  readonly tracking: boolean
  readonly evaluate: Evaluate
}
