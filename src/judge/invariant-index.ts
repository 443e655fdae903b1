import type { Condition } from './reading/condition.ts'
import { holds } from './reading/condition.ts'
import type { Expectation } from './judge.ts'
import type { Observation } from './observation.ts'
import type { Invariant } from './invariant.ts'

/** Finds the invariants that may be about an answer without asking each of them every time. */
export interface InvariantIndex {
  readonly about: (seen: Pick<Observation, 'request' | 'response'>) => readonly Candidate[]
}

/** An invariant of which all is decided that hangs on operation, method and status; what is left of its conditions is not. */
export interface Candidate {
  readonly on?: Condition
  /** Unless one of these holds: one at most. */
  readonly except: readonly Condition[]
  readonly expect: readonly Expectation[]
}

/** Sorts out once for each operation, method and status which invariants can be meant; the rest of their conditions is left to the caller. */
export function indexInvariants(invariants: readonly Invariant[]): InvariantIndex {
  const sorted = new Map<string, readonly Candidate[]>()
  return {
    about(seen) {
      const { request, response } = seen
      const about = `${request.operation?.id} ${request.role} ${request.method} ${response.status}`
      const known = sorted.get(about)
      if (known !== undefined) return known
      const meant = invariants.flatMap((invariant) => candidate(invariant, seen))
      sorted.set(about, meant)
      return meant
    },
  }
}

function candidate(
  { on, except, expect }: Invariant,
  seen: Pick<Observation, 'request' | 'response'>,
): readonly Candidate[] {
  if (on !== undefined && !holds(coarse(on), seen)) return []
  const left = on === undefined ? undefined : fine(on)
  if (except === undefined || !holds(coarse(except), seen))
    return [{ ...(left === undefined ? {} : { on: left }), except: [], expect }]
  // What is excepted whatever else is in the answer is never meant.
  const unless = fine(except)
  return unless === undefined ? [] : [{ ...(left === undefined ? {} : { on: left }), except: [unless], expect }]
}

/** What of a condition depends on nothing but operation, method and status. */
function coarse({ status, operation, method }: Condition): Condition {
  return {
    ...(status === undefined ? {} : { status }),
    ...(operation === undefined ? {} : { operation }),
    ...(method === undefined ? {} : { method }),
  }
}

/** The rest of it, where there is any. */
function fine({ query, body }: Condition): Condition | undefined {
  if (query === undefined && body === undefined) return undefined
  return { ...(query === undefined ? {} : { query }), ...(body === undefined ? {} : { body }) }
}
