import { expect, test } from 'vitest'
import type { Operation } from '../../contract/contract.ts'
import type { Observation } from '../observation.ts'
import { statusMatches } from './statuses.ts'

/** True if a status is documented by these responses. */
function isDocumented(status: number, ...documented: readonly string[]): boolean {
  const responses = Object.fromEntries(documented.map((name) => [name, {}]))
  const operation: Operation = { id: 'read', method: 'GET', path: '/', parameters: [], responses }
  const response = { status } as Observation['response']
  return statusMatches('documented', { response, request: { operation } })
}

test('a status is documented by itself, by its class, and by default', () => {
  expect([isDocumented(404, '404'), isDocumented(404, '4XX'), isDocumented(404, '4xx')]).toEqual([true, true, true])
  expect([isDocumented(404, '200'), isDocumented(404, '5XX'), isDocumented(500, '4XX')]).toEqual([false, false, false])
  expect([isDocumented(404, '200', 'default'), isDocumented(500, 'default')]).toEqual([true, true])
})
