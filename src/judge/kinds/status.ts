import {
  hasStatus,
  statusSignature,
  type StatusExpectation,
  type StatusPattern,
  isNegated,
  isOrIncludes,
  statusPattern,
  statusMatches,
  statusText,
} from '../reading/statuses.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'
import { brokenRule } from '../reading/broken-body.ts'

/** The status of the answer. */
export const status: AssertionKind<StatusExpectation> = {
  name: 'status',
  schema: {
    ...statusPattern,
    type: ['integer', 'string', 'array', 'object'],
    additionalProperties: false,
    required: ['not'],
    properties: { not: statusPattern },
  },
  leads: true,
  // An undocumented operation has no documented status.
  applies: (expected, { request }) =>
    isNegated(expected) || request.operation !== undefined || !isOrIncludes(expected, 'documented'),
  allows: (expected, one) =>
    isNegated(expected)
      ? !hasStatus(expected.not, one)
      : isOrIncludes(expected, 'documented') || hasStatus(expected, one),
  refuses: (expected, observation) =>
    !isNegated(expected) &&
    statusMatches('4xx', observation) &&
    statusMatches(expected, observation) &&
    observation.request.broken === undefined,
  check(expected, observation) {
    const actual = observation.response.status
    if (statusMatches(isNegated(expected) ? expected.not : expected, observation) !== isNegated(expected)) return []
    const { words, wanted } = isNegated(expected)
      ? { words: '', wanted: `any status but ${statusText(expected.not)}` }
      : {
          words: expected === 'documented' ? 'a status that is ' : 'status ',
          wanted: statusText(expected) + reasonFor(expected, observation),
        }
    return [
      {
        ...statusSignature(isNegated(expected) ? { not: expected.not } : expected, observation),
        message: `expected ${words}${wanted}; the answer is ${actual}`,
        at: 'status',
        expected: wanted,
        actual,
      },
    ]
  },
  explain: (expected) =>
    isNegated(expected) ? `a status other than ${statusText(expected.not)}` : `status ${statusText(expected)}`,
}

/** The rule that the body violates, where only that demands the status, and the statuses that the operation documents. */
function reasonFor(expected: StatusPattern, observation: Observation): string {
  const { contract, request } = observation
  if (isOrIncludes(expected, 'documented')) {
    const documented = Object.keys(request.operation?.responses ?? {})
    return documented.length === 0 ? '' : ` (${documented.join(', ')})`
  }
  const isForBody = [expected].flat().every((one) => contract.refusals.body.some((refusal) => refusal === one))
  const rule = isForBody ? brokenRule(observation) : undefined
  return rule === undefined ? '' : `, because the request violates ${rule.rule}${rule.value}`
}
