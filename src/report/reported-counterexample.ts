import type { Evidence } from '../secrets/evidence.ts'

/** The smallest failing value of a property. */
export interface ReportedCounterexample {
  /** The index of the finding in the findings of the result. */
  readonly finding: number
  /** The broken rule of the contract, and its place; omitted for a valid value. */
  readonly broken?: string
  /** The name of a boundary, or `random`. */
  readonly name: string
  /** The count of shrinks. */
  readonly shrinks: number
  /** The parts of the request beside the value, such as `query envelope=true`: without them, no smaller value fails. Omitted for nothing. */
  readonly sentWith?: readonly string[]
  readonly value: unknown
  readonly request?: Evidence['request']
  /** The value with its broken part mended, and the differences. */
  readonly twin?: {
    readonly value: unknown
    readonly difference: readonly ReportedDifference[]
  }
  /** For a history: its requests in order, the failing one last. */
  readonly steps?: readonly ReportedStep[]
  /** The value as a declared case: YAML for use under `cases:`. Omitted where only a replay shows the failure. */
  readonly case?: string
}

/** A place at which the value and its mended form differ. A side without the place is omitted. */
export interface ReportedDifference {
  readonly at: string
  readonly from?: unknown
  readonly to?: unknown
  /** The length of a secret that stands masked in `from`, in characters. */
  readonly fromLength?: number
  /** The length of a secret that stands masked in `to`, in characters. */
  readonly toLength?: number
}

/** A request of a history, and its answer. */
export interface ReportedStep {
  readonly method: string
  readonly url: string
  /** The sender, where it is not the owner. */
  readonly as?: string
  /** The headers that other requests of the operation do not have so; one without a value is missing. */
  readonly differs?: NonNullable<Evidence['request']['differs']>
  /** The beginning of the body. */
  readonly body?: string
  /** Omitted without an answer. */
  readonly status?: number
}
