import type { AssertionKind } from './assertion-kind.ts'
import { reference } from './assertion-kind.ts'
import type { Observation } from './observation.ts'

/** A status, a class of them such as `2xx`, or `documented`; several; or anything but them. */
export type StatusPattern = number | string | readonly (number | string)[]
export type StatusExpectation = StatusPattern | { readonly not: StatusPattern }

const one = reference({
  type: ['integer', 'string'],
  minimum: 100,
  maximum: 599,
  pattern: '^([1-5]xx|documented|\\$\\w+)$',
  description: 'A status such as 404, a class such as 4xx, or documented',
})

/** One pattern or several. */
export const statusPattern = {
  type: ['integer', 'string', 'array'],
  minimum: 100,
  maximum: 599,
  pattern: '^([1-5]xx|documented|\\$\\w+)$',
  items: one,
  description: 'A status such as 404, a class such as 4xx, documented, or a list of them',
}

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
  check(expected, seen) {
    const actual = seen.response.status
    if (statusMatches(isNegated(expected) ? expected.not : expected, seen) !== isNegated(expected)) return []
    const wanted = isNegated(expected) ? `any status but ${statusText(expected.not)}` : statusText(expected)
    return [
      {
        message: `expected ${isNegated(expected) ? wanted : `status ${wanted}`}; the answer is ${actual}`,
        at: 'status',
        expected: wanted,
        actual,
      },
    ]
  },
  explain: (expected) =>
    isNegated(expected) ? `a status other than ${statusText(expected.not)}` : `status ${statusText(expected)}`,
}

/** Whether the answer's status is one of the pattern's. */
export function statusMatches(
  pattern: StatusPattern,
  { response, request }: Pick<Observation, 'response' | 'request'>,
): boolean {
  return [pattern].flat().some((part) => {
    if (typeof part === 'number') return part === response.status
    if (part === 'documented')
      return request.operation === undefined || String(response.status) in request.operation.responses
    return part.endsWith('xx') && Number(part[0]) === Math.floor(response.status / 100)
  })
}

export function statusText(pattern: StatusPattern): string {
  const parts = [pattern].flat().map(String)
  const last = parts.at(-1) ?? ''
  return parts.length < 3 ? parts.join(' or ') : `${parts.slice(0, -1).join(', ')} or ${last}`
}

function isNegated(expected: StatusExpectation): expected is { readonly not: StatusPattern } {
  return typeof expected === 'object' && 'not' in expected
}
