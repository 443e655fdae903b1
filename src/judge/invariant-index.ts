import { bindExpectation } from './bind-expectation.ts'
import type { Condition } from './reading/condition.ts'
import { holds } from './reading/condition.ts'
import type { Expectation } from './judge.ts'
import type { Observation } from './observation.ts'
import type { Invariant } from './invariant.ts'

/** An index of invariants by operation, method and status. */
export interface InvariantIndex {
  /** The invariants that may apply to an answer. */
  readonly about: (observation: Pick<Observation, 'request' | 'response'>) => readonly Candidate[]
}

/** An invariant whose conditions on operation, method and status hold; its other conditions are still open. The name `status` is bound. */
export interface Candidate {
  /** The open condition of the invariant. */
  readonly on?: Condition
  /** The open exception: the invariant does not apply where the exception holds. */
  readonly except?: Condition
  readonly expect: readonly Expectation[]
}

/** Evaluates conditions on operation, method and status once for each combination. Callers evaluate the other conditions. */
export function indexInvariants(invariants: readonly Invariant[]): InvariantIndex {
  const candidates = new Map<string, readonly Candidate[]>()
  return {
    about(observation) {
      const { request, response } = observation
      const combination = `${request.operation?.id} ${request.role} ${request.method} ${response.status}`
      const known = candidates.get(combination)
      if (known !== undefined) return known
      const found = invariants.flatMap((invariant) => candidate(invariant, observation))
      candidates.set(combination, found)
      return found
    },
  }
}

function candidate(
  { on, except, expect }: Invariant,
  observation: Pick<Observation, 'request' | 'response'>,
): readonly Candidate[] {
  if (on !== undefined && !holds(coarse(on), observation)) return []
  const left = on === undefined ? undefined : fine(on)
  const names = new Map([['status', observation.response.status]])
  const open = {
    ...(left === undefined ? {} : { on: left }),
    expect: expect.map((one) => bindExpectation(one, names)),
  }
  if (except === undefined || !holds(coarse(except), observation)) return [open]
  // Without open conditions, the exception always holds and the invariant never applies.
  const unless = fine(except)
  return unless === undefined ? [] : [{ ...open, except: unless }]
}

/** The part of a condition about operation, method and status. */
function coarse({ status, operation, method }: Condition): Condition {
  return {
    ...(status === undefined ? {} : { status }),
    ...(operation === undefined ? {} : { operation }),
    ...(method === undefined ? {} : { method }),
  }
}

/** The other part of a condition; undefined for none. */
function fine({ query, body }: Condition): Condition | undefined {
  if (query === undefined && body === undefined) return undefined
  return { ...(query === undefined ? {} : { query }), ...(body === undefined ? {} : { body }) }
}
