import { expect, test } from 'vitest'
import { type CircuitBreaker, createCircuitBreaker, type FailedRequest } from './circuit-breaker.ts'

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

/** A breaker after three failures of a duration, each a second after the last, or all at once. */
function afterThree(milliseconds: number, { together = false, ...more }: Failing = {}): CircuitBreaker {
  const breaker = createCircuitBreaker()
  for (const [index, path] of ['/a', '/b', '/c'].entries()) {
    const started = together ? 0 : index * 30_000
    breaker.unanswered({ ...failed(path), ...more }, { started, milliseconds, timedOut: false })
  }
  return breaker
}

interface Failing {
  readonly together?: boolean
  readonly limited?: true
}

test('after three slow failures in a row nothing more is sent; after fast ones the clean-up is', () => {
  expect(afterThree(5_000).isOpen()).toBe(true)
  expect(afterThree(10).isOpen()).toBe(false)
  expect(afterThree(10).reason()).toBeDefined()
})

test('failures of requests that were under way together count once', () => {
  const breaker = afterThree(5_000, { together: true })
  expect([breaker.isOpen(), breaker.reason()]).toEqual([false, undefined])
})

test('an answer ends a row of failures, and tells that the target answers', () => {
  const breaker = createCircuitBreaker()
  expect(breaker.isAnswering()).toBe(false)
  const { exchange } = failed('/a')
  for (let index = 0; index < 5; index += 1) {
    breaker.unanswered(failed('/a'), { started: index * 30_000, milliseconds: 5_000, timedOut: true })
    expect(breaker.isAnswering()).toBe(false)
    breaker.answered({ exchange, status: 200 })
    expect(breaker.isAnswering()).toBe(true)
  }
  expect([breaker.isOpen(), breaker.reason()]).toEqual([false, undefined])
})

test('a limit of requests ends the run, and the clean-up is sent nevertheless', () => {
  const breaker = afterThree(25_000, { limited: true })
  expect([breaker.isOpen(), breaker.isLimited()]).toEqual([false, true])
  expect(breaker.reason()).toBe('the target serves no more requests since PUT /a: no answer')
})
