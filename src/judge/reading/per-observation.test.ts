import { expect, test } from 'vitest'
import { observe } from '../observation.test-support.ts'
import { perObservation } from './per-observation.ts'

test('a function is computed once for the observation that is judged, and its result is kept for no other', () => {
  let calls = 0
  const status = perObservation(({ response }) => {
    calls += 1
    return response.status === 200 ? undefined : response.status
  })
  const [first, second] = [observe({}), observe({ status: 404 })]
  expect([status(first), status(first), status(second), status(second)]).toEqual([undefined, undefined, 404, 404])
  expect(calls).toBe(2)
  expect(status(first)).toBe(undefined)
  expect(calls).toBe(3)
})
