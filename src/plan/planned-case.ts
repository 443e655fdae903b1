import type { Level, Role } from '../contract/contract.ts'
import type { Condition } from '../judge/reading/condition.ts'
import type { Expectation } from '../judge/judge.ts'
import type { Location } from '../source/mistake.ts'
import type { DrawnPart, Need, Sender, Forall, StepTemplate } from '../suite/suite.ts'
import type { Drawing } from '../draw/drawing.ts'
import type { Broken } from '../draw/property-source.ts'

/** One thing that will be fired: a case, or one row of one. Plain data: it can be printed, stored, and sent to a worker. */
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
  /** What its secrets and values are drawn from: the same seed draws the same. */
  readonly seed: string
  /** The columns of the row. */
  readonly values: Readonly<Record<string, unknown>>
  /** The payload that configured keys are created with. */
  readonly payload: string
  readonly steps: readonly StepTemplate[]
  /** Where the case is to hold for every value of a kind. */
  readonly property?: PlannedProperty
}

/** Where a property's values come from. */
export interface PlannedProperty {
  readonly forall: Forall
  readonly drawing: Drawing
  /** Where only one example is to be tried: its path. */
  readonly path?: string
}

/** Keys of the collection that a case claims, and how it wants to find them. */
export interface PlannedGiven {
  readonly absent: readonly string[]
  readonly configured: readonly string[]
  /** Created only where nothing but the claimed keys would be there. */
  readonly beside: readonly string[]
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
  /** Whether it is left out where there is some other member. */
  readonly beside?: true
  readonly body: Readonly<Record<string, unknown>>
}

export interface PlannedStep {
  readonly request?: PlannedRequest
  readonly walk?: PlannedWalk
  readonly when?: Condition
  readonly expect: readonly Expectation[]
  readonly save: Readonly<Record<string, string>>
  readonly then: readonly PlannedStep[]
  /** What is sent after a refusal that was due. */
  readonly twin?: PlannedTwin
  /** Whether an expectation needs to know the group before and after. */
  readonly snapshots: boolean
  readonly location: Location
}

/** The refused request with what is wrong in it mended, and what is expected of its answer. */
export interface PlannedTwin {
  readonly request: PlannedRequest
  readonly expect: readonly Expectation[]
  /** Whether the case says what is mended, since nothing is drawn invalid. */
  readonly declared?: true
}

export interface PlannedRequest {
  readonly operation: Role | 'token'
  readonly key?: string
  readonly scope?: string
  readonly as: Sender
  readonly method?: string
  readonly query: Readonly<Record<string, string>>
  readonly rawQuery?: string
  readonly headers: Readonly<Record<string, string | null>>
  readonly body?: PlannedBody
  /** Set where something that was drawn is in it. */
  readonly drawn?: { readonly part: DrawnPart; readonly broken?: Broken }
}

/**
 * A JSON value, in which saved values may still be referred to; one as it is; bytes as they are, with the value that they were to be
 * where there is one; or what is not drawn yet.
 */
export type PlannedBody =
  | { readonly json: unknown }
  | { readonly value: unknown }
  | { readonly bytes: Uint8Array; readonly meant?: unknown }
  | { readonly drawn: 'body' }

export interface PlannedWalk {
  readonly operation: Role
  readonly query: Readonly<Record<string, string>>
  readonly by: 'next' | 'number'
}
