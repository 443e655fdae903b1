import { isRefusal, isAbout, type RefusedExpectation } from '../reading/refusals.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import type { BrokenPart, Observation } from '../observation.ts'
import { brokenRule } from '../reading/broken-body.ts'
import { statusSignature, statusText } from '../reading/statuses.ts'

/**
 * Broken rules other than keywords of JSON Schema. `root`: the body is not an object. `key`: the type property does not name the type.
 * `malformed`: the body is not JSON. `null-for-required` and `null-for-optional`: a null that the schema does not allow.
 */
const RULES = ['root', 'key', 'malformed', 'null-for-required', 'null-for-optional'] as const

/** Keywords of JSON Schema that a value can violate. */
const KEYWORDS =
  `type enum const pattern format minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf
  required dependentRequired properties additionalProperties propertyNames minProperties maxProperties
  minItems maxItems uniqueItems contains minContains maxContains not oneOf anyOf unevaluatedProperties unevaluatedItems`.split(
    /\s+/,
  )

const oneRule = { enum: ['all', ...RULES, ...KEYWORDS] }

/**
 * A request with an invalid drawn value is refused, with a refusal status of the contract for that part of a request. The kind applies
 * only to the named rules.
 */
export const refused: AssertionKind<RefusedExpectation> = {
  name: 'refused',
  schema: {
    type: ['string', 'array'],
    minItems: 1,
    if: { type: 'string' },
    then: oneRule,
    items: oneRule,
    description: 'all, or a list of keywords such as [minLength, maxLength]',
  },
  leads: true,
  declare: (expected, { rule, refusals }) => (isAbout(expected, rule) ? { status: refusals } : undefined),
  applies: (expected, { request, response }) =>
    request.broken !== undefined &&
    isAbout(expected, request.broken.rule) &&
    // A server may check credentials before the path: a 401 neither refuses nor accepts the path.
    !(request.broken.part === 'path' && response.status === 401),
  refuses: (_, observation) => isRefusal(observation),
  check(expected, observation) {
    const { broken } = observation.request
    if (broken === undefined || !isAbout(expected, broken.rule) || isRefusal(observation)) return []
    const wanted = `${statusText(observation.contract.refusals[broken.part])}, because the request violates ${broken.text}${valueOf(broken, observation)}`
    return [
      {
        ...statusSignature(observation.contract.refusals[broken.part], observation),
        message: `expected status ${wanted}; the answer is ${observation.response.status}`,
        at: 'status',
        expected: wanted,
        actual: observation.response.status,
      },
    ]
  },
  explain: (expected) =>
    expected === 'all'
      ? 'a refusal'
      : `a refusal if the request violates ${[expected]
          .flat()
          .join(', ')
          .replace(/, ([^,]*)$/, ' or $1')}`,
}

/** The value that violates the drawn rule, where the body violates that rule first. */
function valueOf({ part, text }: BrokenPart, observation: Observation): string {
  const found = part === 'body' ? brokenRule(observation) : undefined
  return found?.rule === text ? found.value : ''
}
