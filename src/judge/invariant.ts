import type { Location } from '../source/mistake.ts'
import type { Expectation } from './judge.ts'
import type { Condition } from './reading/condition.ts'

/** What holds for every exchange of every case that it is about. */
export interface Invariant {
  readonly title: string
  readonly on?: Condition
  readonly except?: Condition
  readonly expect: readonly Expectation[]
  readonly location: Location
}
