import type { LostValues } from './lost-values.ts'
import type { Makings } from './makings.ts'

/** The facts that a run learns from the answers of the target. */
export interface Learned {
  /** The knowledge about making members, by resource. */
  readonly makings: Map<string, Makings>
  /** The number of the first page of a list, by operation, where the answers told it. */
  readonly firstPages: Map<string, 0 | 1>
  /** The query of lists that demand one of several optional parameters, by operation: a member that all members of the run name. */
  readonly demanded: Map<string, Readonly<Record<string, string>>>
  /** The query by which lists show members that they leave out otherwise, such as drafts, by operation: known once a list has done so. */
  readonly revealing: Map<string, Readonly<Record<string, string>>>
  /** The ids of operations of the document whose 202 tells of an operation that has not ended in time. */
  readonly endless: Set<string>
  /** Places of values that a create loses, by resource: told once, by the law of creates or of reads. */
  readonly lost: LostValues
}

/** Nothing is learned but what the document says about making members. */
export function createLearned(makings: Learned['makings']): Learned {
  return {
    makings,
    firstPages: new Map(),
    demanded: new Map(),
    revealing: new Map(),
    endless: new Set(),
    lost: new Map(),
  }
}
