import type { Contract } from '../../contract/contract.ts'
import { sharedState } from '../../plan/order/batch-form.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Pending, Work } from '../session/pending.ts'

/** The work that is left, and what a lane may do with it. */
export interface Sharing {
  readonly pending: Pending
  readonly contract: Contract
  /** True for a case that may share the state of the first. */
  readonly joins: (planned: PlannedCase) => boolean
  /** True for a case that is skipped in its turn, or waits for another lane. It separates no cases that share a state. */
  readonly isLeft: (planned: PlannedCase) => boolean
}

/**
 * Takes the next work that shares the set-up and the snapshots of a first one. It is portions of the same property, or at most `most`
 * declared cases that start from the same state.
 */
export function takeShared(first: Work, most: number, { pending, contract, joins, isLeft }: Sharing): readonly Work[] {
  const unlessLeft =
    (fits: (work: Work) => boolean) =>
    (work: Work): boolean | 'pass over' =>
      isLeft(work.planned) ? 'pass over' : fits(work)
  // All that is left of a property waits for its turn: the values of portions tell more.
  const isPortion = ({ planned, to }: Work): boolean => planned === first.planned && to !== undefined
  if (first.to !== undefined) return pending.takeWhile(unlessLeft(isPortion), Infinity)
  const state = sharedState(first.planned, contract)
  if (state === undefined) return []
  const isShared = ({ planned }: Work): boolean => sharedState(planned, contract) === state && joins(planned)
  return pending.takeWhile(unlessLeft(isShared), most)
}
