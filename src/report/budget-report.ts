/** The most requests of a run, or its longest time in milliseconds. */
export interface BudgetLimit {
  readonly requests?: number
  readonly ms?: number
}

/** A part of the plan that a budget left out, and what that means. */
export interface BudgetReport extends BudgetLimit {
  /** The ids of selected cases that the budget left out. */
  readonly leftOut: readonly string[]
  /** The properties that were tried with some of their values only. */
  readonly shortened: readonly string[]
  /** The known faults that the selected cases find with these credentials, and those that the run would have found. */
  readonly knownFaults?: { readonly withinReach: number; readonly found: number }
}
