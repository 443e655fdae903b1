import { type Problem, reference } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'

/** A status, a class of them such as `2xx`, or `documented`; several; or anything but them. */
export type StatusPattern = number | string | readonly (number | string)[]

export type StatusExpectation = StatusPattern | { readonly not: StatusPattern }

const single = reference({
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
  items: single,
  description: 'A status such as 404, a class such as 4xx, documented, or a list of them',
}

/**
 * The signature of a wrong status. A server error is one cause whatever was asked for. So is a refusal of an invalid request with another
 * status than 400: a server makes all of its refusals in one place. A conflict means that the request was not refused for what is wrong.
 */
export function statusSignature(
  expected: StatusExpectation,
  actual: number,
): Pick<Problem, 'signature' | 'acrossRequirements'> {
  if (actual >= 500) return { signature: 'server-error', acrossRequirements: true }
  const due = isNegated(expected) ? [] : [expected].flat().map(String)
  const isRefusalDue = isNegated(expected) || due.some((one) => one.startsWith('4'))
  if (actual === 409 && isRefusalDue) return { signature: 'accepted' }
  if (actual >= 400 && actual !== 401 && due.includes('400') && !due.includes('401'))
    return { signature: `refused-with-${actual}`, acrossRequirements: true }
  if (due.includes('documented')) return { signature: `undocumented-${actual}` }
  if (actual >= 400) return { signature: isRefusalDue ? 'other-refusal' : 'refused' }
  if (actual >= 300) return { signature: 'redirected' }
  return { signature: isRefusalDue ? 'accepted' : 'other-success' }
}

/** Whether the answer's status is one of the pattern's. */
export function statusMatches(
  pattern: StatusPattern,
  { response, request }: Pick<Observation, 'response' | 'request'>,
): boolean {
  return (
    hasStatus(pattern, response.status) ||
    ([pattern].flat().includes('documented') &&
      (request.operation === undefined || String(response.status) in request.operation.responses))
  )
}

/** Whether a pattern names a status, whatever the operation documents. */
export function hasStatus(pattern: StatusPattern, status: number): boolean {
  return [pattern]
    .flat()
    .some((part) =>
      typeof part === 'number' ? part === status : part.endsWith('xx') && Number(part[0]) === Math.floor(status / 100),
    )
}

export function statusText(pattern: StatusPattern): string {
  const parts = [pattern].flat().map(String)
  const last = parts.at(-1) ?? ''
  return parts.length < 3 ? parts.join(' or ') : `${parts.slice(0, -1).join(', ')} or ${last}`
}

export function isNegated(expected: StatusExpectation): expected is { readonly not: StatusPattern } {
  return typeof expected === 'object' && 'not' in expected
}
