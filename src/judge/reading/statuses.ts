import { responseFor } from '../../contract/response-for.ts'
import { type Problem, reference } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'

/** A status, a class of statuses such as `2xx`, or `documented` for the statuses of the operation; or a list of these. */
export type StatusPattern = number | string | readonly (number | string)[]

/** Expected statuses, or excluded statuses under `not`. */
export type StatusExpectation = StatusPattern | { readonly not: StatusPattern }

const single = reference({
  type: ['integer', 'string'],
  minimum: 100,
  maximum: 599,
  pattern: '^([1-5]xx|documented|\\$\\w+)$',
  description: 'A status such as 404, a class such as 4xx, or documented',
})

/** The JSON Schema of a status pattern in a suite. */
export const statusPattern = {
  type: ['integer', 'string', 'array'],
  minimum: 100,
  maximum: 599,
  pattern: '^([1-5]xx|documented|\\$\\w+)$',
  items: single,
  description: 'A status such as 404, a class such as 4xx, documented, or a list of them',
}

/** The status of an answer, and the request that it is for. */
export interface StatusOf {
  readonly response: Pick<Observation['response'], 'status'>
  readonly request: Pick<Observation['request'], 'operation' | 'role'>
}

/**
 * The signature of a wrong status. All server errors share one cause, and so do all redirects. Three things are one cause for each role of an
 * operation: a method that is not allowed, a write or a list that is not found, and a success with an undocumented status. A server has one
 * place for them. All refusals of invalid requests with a status other than 400 share one cause: servers usually validate in one place. A 409
 * counts as accepted: the server did not find the invalid part. Any answer but a 401, where a 401 is required, counts as accepted too: the
 * server did not check the credentials first.
 */
export function statusSignature(
  expected: StatusExpectation,
  { response: { status: actual }, request }: StatusOf,
): Pick<Problem, 'signature' | 'acrossRequirements'> {
  const { role = 'request' } = request
  if (actual >= 500) return { signature: 'server-error', acrossRequirements: true }
  if (actual === 405) return { signature: `${role}-not-allowed`, acrossRequirements: true }
  const allowed = isNegated(expected) ? [] : [expected].flat().map(String)
  const isRefusalDue = isNegated(expected) || allowed.some((status) => status.startsWith('4'))
  if ((actual === 409 && isRefusalDue) || allowed.includes('401')) return { signature: 'accepted' }
  if (actual >= 400 && actual !== 401 && allowed.includes('400'))
    return { signature: `refused-with-${actual}`, acrossRequirements: true }
  const isSuccessDue = !isRefusalDue || allowed.some((status) => status.startsWith('2'))
  if (isSuccessDue && actual === 404 && ROUTED.has(role))
    return { signature: `${role}-not-found`, acrossRequirements: true }
  if (isSuccessDue && actual < 300 && !isDocumented(request, actual))
    return { signature: `${role}-answered-${actual}`, acrossRequirements: true }
  if (allowed.includes('documented')) return { signature: `undocumented-${actual}` }
  if (actual >= 400) return { signature: isRefusalDue ? 'other-refusal' : 'refused' }
  if (actual >= 300) return { signature: 'redirected', acrossRequirements: true }
  return { signature: isRefusalDue ? 'accepted' : 'other-success' }
}

/** The roles of operations whose valid requests find what they need: a read or a delete may lack its member for many reasons. */
const ROUTED: ReadonlySet<string> = new Set(['list', 'create', 'update'])

/** True if the pattern includes the status. */
export function statusMatches(pattern: StatusPattern, { response, request }: StatusOf): boolean {
  return (
    hasStatus(pattern, response.status) ||
    (isOrIncludes(pattern, 'documented') && isDocumented(request, response.status))
  )
}

function isDocumented({ operation }: StatusOf['request'], status: number): boolean {
  return operation === undefined || responseFor(operation, status) !== undefined
}

/** True if a pattern names a status, regardless of the documented statuses. */
export function hasStatus(pattern: StatusPattern, status: number): boolean {
  return typeof pattern === 'object' ? pattern.some((part) => isStatusOf(part, status)) : isStatusOf(pattern, status)
}

function isStatusOf(part: number | string, status: number): boolean {
  return typeof part === 'number'
    ? part === status
    : part.endsWith('xx') && Number(part[0]) === Math.floor(status / 100)
}

/** True if a value is the wanted one, or a list with it. Makes no array: conditions are evaluated for each answer. */
export function isOrIncludes<T extends number | string>(value: T | readonly T[], wanted: T): boolean {
  return typeof value === 'object' ? value.includes(wanted) : value === wanted
}

/** A status pattern in English. */
export function statusText(pattern: StatusPattern): string {
  const parts = [pattern].flat().map(String)
  const last = parts.at(-1) ?? ''
  return parts.length < 3 ? parts.join(' or ') : `${parts.slice(0, -1).join(', ')} or ${last}`
}

/** True if an expectation excludes statuses. */
export function isNegated(expected: StatusExpectation): expected is { readonly not: StatusPattern } {
  return typeof expected === 'object' && 'not' in expected
}
