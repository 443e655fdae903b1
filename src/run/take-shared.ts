import type { Contract } from '../contract/contract.ts'
import { sharedState } from '../plan/batch-form.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Pending, Work } from './pending.ts'

/** The work that is left, and what a lane may do with it. */
export interface Sharing {
  readonly pending: Pending
  readonly contract: Contract
  /** True for a case that the lane may run and whose needs are met. */
  readonly joins: (planned: PlannedCase) => boolean
}

/**
 * Takes the next work that shares the set-up and the snapshots of a first one: portions of the same property, or at most `most` declared
 * cases that start from the same state.
 */
export function takeShared(first: Work, most: number, { pending, contract, joins }: Sharing): readonly Work[] {
  // All that is left of a property waits for its turn: the values of portions tell more.
  if (first.to !== undefined)
    return pending.takeWhile(({ planned, to }) => planned === first.planned && to !== undefined, Infinity)
  const state = sharedState(first.planned, contract)
  if (state === undefined) return []
  return pending.takeWhile(({ planned }) => sharedState(planned, contract) === state && joins(planned), most)
}
