import type { Role } from '../../contract/contract.ts'
import { isJsonMediaType } from './media-types.ts'
import type { Observation } from '../observation.ts'
import { isOrIncludes, statusMatches, type StatusPattern, statusPattern, statusText } from './statuses.ts'

/** A condition on exchanges. All words must hold; of a list, any value. */
export interface Condition {
  readonly status?: StatusPattern
  readonly operation?: Role | readonly Role[]
  readonly method?: string | readonly string[]
  /** Sent query parameters: a value, `any` for any value, or `none` for an absent parameter. */
  readonly query?: Readonly<Record<string, string>>
  /** `some`: the body is not empty. `json`: the body also has a JSON media type. */
  readonly body?: 'json' | 'some'
}

const role = { enum: ['list', 'create', 'read', 'update', 'delete'] }

/** The JSON Schema of a condition in a suite. */
export const conditionSchema = {
  type: 'object',
  'x-keys': 'condition',
  minProperties: 1,
  additionalProperties: false,
  description: 'a map of status, operation, method, query and body',
  properties: {
    status: statusPattern,
    operation: { type: ['string', 'array'], items: role, if: { type: 'string' }, then: role },
    method: { type: ['string', 'array'], items: { type: 'string' } },
    query: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'a map of query parameters to text',
    },
    body: { enum: ['json', 'some'] },
  },
}

/** True if an exchange meets a condition. */
export function holds(condition: Condition, observation: Pick<Observation, 'request' | 'response'>): boolean {
  const { status, operation, method, query, body } = condition
  const { request, response } = observation
  return (
    (status === undefined || statusMatches(status, observation)) &&
    (operation === undefined || (request.role !== undefined && isOrIncludes(operation, request.role))) &&
    (method === undefined || isOrIncludes(method, request.method)) &&
    (query === undefined || Object.entries(query).every(([name, value]) => queryHolds(request.query[name], value))) &&
    (body === undefined || (response.bytes.length > 0 && (body === 'some' || isJsonMediaType(response.mediaType))))
  )
}

function queryHolds(sent: string | undefined, wanted: string): boolean {
  if (wanted === 'none') return sent === undefined
  return wanted === 'any' ? sent !== undefined : sent === wanted
}

/** A condition in English, to follow "where" or "when". */
export function explainCondition({ status, operation, method, query, body }: Condition): string {
  return [
    status === undefined ? '' : `the status is ${statusText(status)}`,
    operation === undefined ? '' : `the operation is ${[operation].flat().join(' or ')}`,
    method === undefined ? '' : `the method is ${[method].flat().join(' or ')}`,
    query === undefined
      ? ''
      : `the query has ${Object.entries(query)
          .map(([name, value]) => `${name}=${value}`)
          .join(' and ')}`,
    body === undefined ? '' : `the body is ${body === 'json' ? 'JSON' : 'not empty'}`,
  ]
    .filter((part) => part !== '')
    .join(' and ')
}
