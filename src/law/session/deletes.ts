import type { OpenClaim } from './claims.ts'

/** The deletes of the run, and what they have left. */
export interface Deletes {
  /** Members whose delete by a clean-up succeeded, with the place in words. */
  readonly removed: { readonly claim: OpenClaim; readonly at: string }[]
  /** Resources whose members stay as they are after a delete that succeeds. */
  readonly stubborn: Set<string>
  /** Resources of which a read has not found a member any more after its delete: a delete leaves nothing. */
  readonly vanishing: Set<string>
  /** The paths of members that a read still shows after two deletes that succeeded, by resource. */
  readonly marked: Map<string, readonly string[]>
  /** The paths of members whose delete was accepted, and that a read still shows at the end, by resource. */
  readonly deleting: Map<string, readonly string[]>
  /** The paths of members that stay on the target, by resource; in words where a path is not known. */
  readonly stayed: Map<string, readonly string[]>
  /** The numbers of the claims whose members a member that stays on the target refers to. */
  readonly namedByKept: Set<number>
}

/** Nothing was deleted. */
export function createDeletes(): Deletes {
  return {
    removed: [],
    stubborn: new Set(),
    vanishing: new Set(),
    marked: new Map(),
    deleting: new Map(),
    stayed: new Map(),
    namedByKept: new Set(),
  }
}
