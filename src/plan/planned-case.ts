import type { Level, Role } from '../contract/contract.ts'
import type { Condition } from '../judge/reading/condition.ts'
import type { Expectation } from '../judge/judge.ts'
import type { Location } from '../source/mistake.ts'
import type {
  DrawnPart,
  Need,
  Sender,
  ByState,
  Forall,
  HistoryTemplate,
  SendTemplate,
  StepTemplate,
} from '../suite/suite.ts'
import type { Drawing } from '../draw/drawing.ts'
import type { Broken } from '../draw/property-source.ts'

/** A case, or one row of a case, ready to run. Plain data: printable, storable and transferable to a worker. */
export interface PlannedCase {
  /** `create.twice[DATADOG]`: the case's id and the row's values. */
  readonly id: string
  /** The id of the case without its row. */
  readonly template: string
  readonly title: string
  readonly about?: string
  readonly needs: readonly Need[]
  readonly given: PlannedGiven
  /** The requirements of all expectations, in order. */
  readonly requirements: readonly string[]
  /** The highest level among them. */
  readonly level: Level
  readonly location: Location
  /** The seed of its secrets and values. */
  readonly seed: string
  /** The seed of the run whose values the case repeats, where it is not the seed of this run. */
  readonly drawnAt?: number
  /** The values of the row, by column. */
  readonly values: Readonly<Record<string, unknown>>
  /** The name of the payload for creates of the set-up. */
  readonly payload: string
  readonly steps: readonly StepTemplate[]
  /** The count of attempts from a fresh state, until the first finding. Default: 1. */
  readonly rounds?: number
  /** Set for a property: a case that holds for all drawn values. */
  readonly property?: PlannedProperty
}

/** The source of a property's values. */
export interface PlannedProperty {
  /** The drawn part of its requests; omitted for histories. */
  readonly forall?: Forall
  /** Set for histories: the steps of the case are then the moves. */
  readonly history?: HistoryTemplate
  readonly drawing: Drawing
  /** The path of the only example to run. */
  readonly path?: string
  /** The path of an example to run before all others. */
  readonly first?: string
}

/** The keys that a case claims, and their state before its first step. */
export interface PlannedGiven {
  /** Keys without a member. */
  readonly absent: readonly string[]
  /** Keys with a member that the set-up creates. */
  readonly configured: readonly string[]
  /** Keys that the set-up creates only if the group has no unclaimed member. */
  readonly beside: readonly string[]
  /** Keys without a member in the other group. */
  readonly otherAbsent: readonly string[]
  /** For histories: the keys that a case writes where no other client has a member with them. */
  readonly free?: readonly string[]
}

/** A case with all values bound except values of earlier answers. */
export interface DrawnCase {
  /** The creates before the first step. */
  readonly setUps: readonly SetUp[]
  readonly steps: readonly PlannedStep[]
}

/** A create before the first step of a case. */
export interface SetUp {
  readonly key: string
  /** Set for a create that is omitted if the group has an unclaimed member. */
  readonly beside?: true
  readonly body: Readonly<Record<string, unknown>>
}

/** A step: a request, a walk or requests at the same moment, its expectations, and at most one of its branches. */
export interface PlannedStep {
  readonly request?: PlannedRequest
  readonly walk?: PlannedWalk
  /** Requests that are sent at the same moment. */
  readonly together?: readonly PlannedTogether[]
  readonly when?: Condition
  readonly expect: readonly Expectation[]
  /** Further expectations, by the state of the key before the request. */
  readonly inState?: ByState
  /** JSON Pointers of values to save, or `text` for the body, by name. */
  readonly save: Readonly<Record<string, string>>
  readonly then: readonly PlannedStep[]
  /** The request that follows an expected refusal. */
  readonly twin?: PlannedTwin
  /** True if an expectation needs the state of the group before and after. */
  readonly snapshots: boolean
  readonly location: Location
}

/** A request of a moment, and the expectations of its own answer. */
export interface PlannedTogether {
  readonly request: PlannedRequest
  readonly expect: readonly Expectation[]
}

/** The mended form of the refused request, and its expectations. */
export interface PlannedTwin {
  readonly request: PlannedRequest
  readonly expect: readonly Expectation[]
  /** True if the case names the mended words, because no invalid value is drawn. */
  readonly declared?: true
}

export interface PlannedRequest {
  readonly operation: Role | 'token'
  readonly key?: string
  /** The segment of the key as sent. The judge receives it as the key. */
  readonly rawKey?: string
  readonly scope?: string
  readonly as: Sender
  readonly method?: string
  readonly query: Readonly<Record<string, string>>
  readonly rawQuery?: string
  readonly headers: Readonly<Record<string, string | null>>
  readonly body?: PlannedBody
  readonly transfer?: SendTemplate['transfer']
  /** The parts that hold values of earlier answers; `bindSaved` fills them before the request is sent. */
  readonly open?: SavedParts
  /** Set for a request that others of its lane accompany. */
  readonly beside?: true
  /** Set for a request that has waited for its turn at the rate of the run. */
  readonly paced?: true
  /** Set for a request with a drawn part. */
  readonly drawn?: { readonly part: DrawnPart; readonly broken?: Broken }
}

/** The names of saved values, by the part of a request that refers to them. */
export interface SavedParts {
  readonly key?: string
  readonly scope?: string
  readonly rawQuery?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * `json`: a JSON value with possible references to saved values. `value`: a literal JSON value. `bytes`: literal bytes, with the intended
 * value under `meant`. `drawn`: a body that has no value yet.
 */
export type PlannedBody =
  | { readonly json: unknown }
  | { readonly value: unknown }
  | { readonly bytes: Uint8Array; readonly meant?: unknown }
  | { readonly drawn: 'body' }

/** A walk over the pages of a list, by next links or by page number. */
export interface PlannedWalk {
  readonly operation: Role
  readonly query: Readonly<Record<string, string>>
  /** As of a request. */
  readonly open?: SavedParts
  readonly by: 'next' | 'number'
}
