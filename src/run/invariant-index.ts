import type { Condition } from '../judge/condition.ts'
import { holds } from '../judge/condition.ts'
import type { Observation } from '../judge/observation.ts'
import type { Invariant } from '../suite/suite.ts'

/** Finds the invariants that may be about an answer without asking each of them every time. */
export interface InvariantIndex {
  readonly about: (seen: Pick<Observation, 'request' | 'response'>) => readonly Invariant[]
}

/** Sorts out once for each operation, method and status which invariants can be meant; the rest of their conditions is left to the caller. */
export function indexInvariants(invariants: readonly Invariant[]): InvariantIndex {
  const sorted = new Map<string, readonly Invariant[]>()
  return {
    about(seen) {
      const { request, response } = seen
      const about = `${request.operation?.id} ${request.role} ${request.method} ${response.status}`
      const known = sorted.get(about)
      if (known !== undefined) return known
      const meant = invariants.filter(({ on }) => on === undefined || holds(coarse(on), seen))
      sorted.set(about, meant)
      return meant
    },
  }
}

/** What of a condition depends on nothing but operation, method and status. */
function coarse({ status, operation, method }: Condition): Condition {
  return {
    ...(status === undefined ? {} : { status }),
    ...(operation === undefined ? {} : { operation }),
    ...(method === undefined ? {} : { method }),
  }
}
