import { expect, test } from 'vitest'
import { createCircuitBreaker, type FailedRequest } from './circuit-breaker.ts'

function failed(path: string, beside?: true): FailedRequest {
  const request = { method: 'PUT', path, headers: [], ...(beside === undefined ? {} : { beside }) }
  return { reason: 'no answer', exchange: { request, as: 'owner', durationMs: 1, failure: 'no answer' } }
}

/** The reason after three requests without an answer, one after another. */
function reasonAfter(first: FailedRequest): string | undefined {
  const breaker = createCircuitBreaker()
  for (const [index, one] of [first, failed('/b'), failed('/c')].entries())
    breaker.unanswered(one, { started: index * 10, milliseconds: 1, timedOut: false })
  return breaker.reason()
}

test('a request that was alone is named as the one at which the answers end', () => {
  expect(reasonAfter(failed('/a?secret=x'))).toBe('the target stopped answering at PUT /a: no answer')
})

test('among requests side by side, the reason says that another one may be the cause', () => {
  expect(reasonAfter(failed('/a', true))).toBe(
    'the target stopped answering at PUT /a: no answer; other requests were under way, any of which may be the cause: --in-flight 1 sends them in turn',
  )
})
