import type { EarlierReads } from './earlier-reads.ts'
import { createGoneMembers, type GoneMembers } from './gone-members.ts'

/** Values that answers have shown at the paths of members. */
export interface Sights {
  /** Paths at which an answer has shown that there is a member. */
  readonly seen: Set<string>
  /** Paths of members that a read has not found any more. */
  readonly gone: GoneMembers
  /** The last reads of members, by path. */
  readonly reads: EarlierReads
}

/** No answer has shown a member. */
export function createSights(): Sights {
  return { seen: new Set(), gone: createGoneMembers(), reads: new Map() }
}
