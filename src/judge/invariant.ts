import type { Location } from '../source/mistake.ts'
import type { Expectation } from './judge.ts'
import type { Condition } from './reading/condition.ts'

/** Expectations of every exchange that matches `on` and does not match `except`. */
export interface Invariant {
  readonly title: string
  readonly on?: Condition
  readonly except?: Condition
  readonly expect: readonly Expectation[]
  readonly location: Location
}
