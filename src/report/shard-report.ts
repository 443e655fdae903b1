/** The shard that a report is of, and what a merge of all shards needs. Places in a list are written as `1-16,33`. */
export interface ShardReport {
  /** The number of the shard, from 1. */
  readonly index: number
  /** The count of shards. */
  readonly of: number
  /** A digest of the plan of all shards. */
  readonly plan: string
  /** The places of the results in the plan of all shards. */
  readonly places: string
  /** The places of those results whose cases write. */
  readonly writing: string
  /** For a run with a budget: the places of known faults in their sorted record. */
  readonly knownFaults?: { readonly withinReach: string; readonly found: string }
}
