import type { KnownKill } from '../plan/order/known-kill.ts'
import type { Level } from '../contract/contract.ts'

/** The result of an assignment. Plain data, because it comes from a worker thread. */
export interface FiringResult {
  /** The id of the server. */
  readonly server: string
  /** The seed of the assignment, where it has one of its own. */
  readonly seed?: number
  readonly verdict: string
  readonly reason?: string
  readonly kills: readonly Kill[]
  /** Ids of the rows at level must that pass. */
  readonly passed: readonly string[]
  readonly ran: number
  /** The number of rows that were skipped, among those that ran. */
  readonly skipped: number
  readonly requests: number
  readonly durationMs: number
  /** The number of members that the run left on the server without a word, where the server tells. */
  readonly left?: number
  /** The first kill at the level of the fault. */
  readonly firstKill?: FirstKill
  /** The kills of a probe, in the order of firing. */
  readonly probed?: readonly KnownKill[]
  /** The number of causes at the level of the requirement that the fault violates. */
  readonly causes: number
  /** Findings that lack a part that a reader needs, each with the missing part. */
  readonly incompleteFindings: readonly string[]
}

/** The first kill, with the count of requests and the time until its finding. */
export interface FirstKill extends KnownKill {
  readonly requests: number
  readonly durationMs: number
  /** For a history: the steps of the smallest one that fails, as a count. */
  readonly steps?: number
}

/** A row with findings, at the highest level of these findings. */
export interface Kill {
  readonly row: string
  readonly level: Exclude<Level, 'observe'>
  /** The first finding in words; only on a server without a fault. */
  readonly said?: string
  /** The place of the first finding in the row; only on a server with a fault. */
  readonly at?: Pick<KnownKill, 'value' | 'request'>
}
