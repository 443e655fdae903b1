import type { Level, Role } from '../contract/contract.ts'
import type { Condition } from '../judge/condition.ts'
import type { Expectation } from '../judge/judge.ts'
import type { Location } from '../source/mistake.ts'
import type { Need, SendTemplate } from '../suite/suite.ts'

/** One thing that will be fired: a case, or one row of one. */
export interface PlannedCase {
  /** `create.twice[DATADOG]`: the case's id and the row's values. */
  readonly id: string
  /** The id of the case it is a row of. */
  readonly template: string
  readonly title: string
  readonly about?: string
  readonly needs: readonly Need[]
  readonly given: PlannedGiven
  /** Of all its expectations, in order. */
  readonly requirements: readonly string[]
  /** The highest level among them. */
  readonly level: Level
  readonly location: Location
  /** What it sends and expects, drawn from the seed of the plan: the same at each call. */
  readonly draw: () => DrawnCase
}

/** Keys of the collection that a case claims, and how it wants to find them. */
export interface PlannedGiven {
  readonly absent: readonly string[]
  readonly configured: readonly string[]
  readonly otherAbsent: readonly string[]
}

/** A case with every value in place but what an earlier answer gives. */
export interface DrawnCase {
  /** What configured keys are created with. */
  readonly setUps: readonly SetUp[]
  readonly steps: readonly PlannedStep[]
}

export interface SetUp {
  readonly key: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface PlannedStep {
  readonly request?: PlannedRequest
  readonly walk?: PlannedWalk
  readonly when?: Condition
  readonly expect: readonly Expectation[]
  readonly save: Readonly<Record<string, string>>
  readonly then: readonly PlannedStep[]
  /** Whether an expectation needs to know the group before and after. */
  readonly snapshots: boolean
  readonly location: Location
}

export interface PlannedRequest {
  readonly operation: Role
  readonly key?: string
  readonly scope?: string
  readonly as: NonNullable<SendTemplate['as']>
  readonly method?: string
  readonly query: Readonly<Record<string, string>>
  readonly rawQuery?: string
  readonly headers: Readonly<Record<string, string | null>>
  readonly body?: PlannedBody
}

/** A JSON value, in which saved values may still be referred to, or bytes as they are. */
export type PlannedBody = { readonly json: unknown } | { readonly bytes: Uint8Array }

export interface PlannedWalk {
  readonly operation: Role
  readonly query: Readonly<Record<string, string>>
  readonly by: 'next' | 'number'
}
