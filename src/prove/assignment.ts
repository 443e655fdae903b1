import type { Portion } from '../plan/order/portion.ts'
import type { BudgetLimit } from '../report/budget-report.ts'

/** The rows that a worker fires at a server, and when the worker stops. */
export interface Assignment {
  /** The id of the server. */
  readonly server: string
  /** Ids of rows that are fired in any case. */
  readonly first: readonly string[]
  /** Ids of rows that follow if none of the first kills. */
  readonly then: readonly string[]
  /** `kill`: the rows in `then` are left at the first kill. `end`: all rows are fired. */
  readonly until: 'kill' | 'end'
  /** The number of values that a property is tried with. */
  readonly runs: number
  /** The share of the values of a property; without a share, all values. */
  readonly share?: { readonly of: number; readonly part: number }
  /** The seed of the values, where it is not the seed of the proof. */
  readonly seed?: number
  /** Set for a run that a budget cuts. */
  readonly cut?: Cut
}

/** An order of portions, and the budget that cuts it. */
export interface Cut {
  readonly order: readonly Portion[]
  readonly budget: BudgetLimit
  /** True where the portions are probed to the end of the budget, to learn which of them kill. */
  readonly probe: boolean
}
