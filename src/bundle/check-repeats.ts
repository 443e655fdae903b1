import type { Contract } from '../contract/contract.ts'
import { findRepeats } from '../plan/check/find-repeats.ts'
import { UserError } from '../source/mistake.ts'
import type { Suite } from '../suite/suite.ts'
import { isShipped } from './shipped.ts'

export interface Repeating {
  /** Suites whose invariants hold for the cases too. */
  readonly beside: readonly Suite[]
  readonly contract: Contract
}

/**
 * Suites of this package repeat no expectation that an invariant makes.
 * @throws UserError with every one that does.
 */
export function refuseRepeats(suites: readonly Suite[], { beside, contract }: Repeating): void {
  const mistakes = findRepeats(suites, invariantsOf([...beside, ...suites]), contract)
  if (mistakes.length > 0) throw new UserError(mistakes)
}

/** The suites of a user, in which each expectation that an invariant makes already has a hint; those of this package have none. */
export function hintAtRepeats(suites: readonly Suite[], { beside, contract }: Repeating): readonly Suite[] {
  const invariants = invariantsOf([...beside, ...suites])
  return suites.map((suite) => ({
    ...suite,
    hints: isShipped(suite.file) ? [] : [...suite.hints, ...findRepeats([suite], invariants, contract)],
  }))
}

function invariantsOf(suites: readonly Suite[]): Suite['invariants'] {
  return suites.flatMap(({ invariants }) => invariants)
}
