import type { PlannedCase } from '../planned-case.ts'

/** A part of a run that a process of its own fires. */
export interface Shard {
  /** The number of the shard, from 1. */
  readonly index: number
  /** The count of shards. */
  readonly of: number
}

/** A shard of a plan, and the whole plan. */
export interface PlannedShard extends Shard {
  /** The cases of all shards, in the order of the plan. */
  readonly whole: readonly PlannedCase[]
  /** A digest of the whole plan, which all shards of a run share. */
  readonly plan: string
}
