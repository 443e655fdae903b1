import type { Contract } from '../../contract/contract.ts'
import type { Suite } from '../../suite/suite.ts'
import type { PlannedCase } from '../planned-case.ts'

/** The inputs of `isNarrowed`. */
export interface Narrowing {
  /** The selected cases. */
  readonly cases: readonly PlannedCase[]
  /** All cases of the suites. */
  readonly all: readonly PlannedCase[]
  readonly suites: readonly Suite[]
  readonly contract: Contract
  /** True if the user names suites in place of the contract's own. */
  readonly otherSuites: boolean
}

/** True for a run of some cases only: a selection, or other suites that leave requirements of the contract without a check. */
export function isNarrowed({ cases, all, suites, contract, otherSuites }: Narrowing): boolean {
  if (cases.length < all.length) return true
  if (!otherSuites) return false
  const expectations = suites.flatMap(({ invariants }) => invariants).flatMap(({ expect }) => expect)
  const checked = new Set([
    ...all.flatMap(({ requirements }) => requirements),
    ...expectations.map(({ requirement }) => requirement),
  ])
  return Object.values(contract.requirements).some(({ id, excluded }) => excluded === undefined && !checked.has(id))
}
