import { isRefusal, isAbout, type RefusedExpectation } from '../reading/refusals.ts'
import type { AssertionKind } from '../assertion-kind.ts'
import { statusSignature, statusText } from '../reading/statuses.ts'

/**
 * Places that are judged apart from their keyword. `root`: the body is no object. `key`: the property that names the member's type
 * names none or another one. `malformed`: the body is no JSON. `null-for-required` and `null-for-optional`: null where the schema does not allow it.
 */
const RULES = ['root', 'key', 'malformed', 'null-for-required', 'null-for-optional'] as const

/** The keywords of JSON Schema that a value can break. */
const KEYWORDS =
  `type enum const pattern format minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf
  required dependentRequired properties additionalProperties propertyNames minProperties maxProperties
  minItems maxItems uniqueItems contains minContains maxContains not oneOf anyOf unevaluatedProperties unevaluatedItems`.split(
    /\s+/,
  )

const oneRule = { enum: ['all', ...RULES, ...KEYWORDS] }

/**
 * What was drawn invalid is refused, with a status that the contract calls a refusal of that part of a request. Where another rule
 * is broken than those named, there is nothing to judge.
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
    // Who may see a place may be asked before whether there can be such a place: that refuses nothing and accepts nothing.
    !(request.broken.part === 'path' && response.status === 401),
  refuses: (_, seen) => isRefusal(seen),
  check(expected, seen) {
    const { broken } = seen.request
    if (broken === undefined || !isAbout(expected, broken.rule) || isRefusal(seen)) return []
    const wanted = statusText(seen.contract.refusals[broken.part])
    return [
      {
        ...statusSignature(seen.contract.refusals[broken.part], seen.response.status),
        message: `expected status ${wanted}; the answer is ${seen.response.status}`,
        at: 'status',
        expected: `${wanted}, since ${broken.text} is broken`,
        actual: seen.response.status,
      },
    ]
  },
  explain: (expected) =>
    expected === 'all'
      ? 'a refusal'
      : `a refusal, where ${[expected]
          .flat()
          .join(', ')
          .replace(/, ([^,]*)$/, ' or $1')} is broken`,
}
