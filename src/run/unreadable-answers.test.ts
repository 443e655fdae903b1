import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../fixtures/reference/reference.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { fireAt, GROUP } from './run.test-support.ts'

type Handler = (request: Request) => Promise<Response>

const ONLY = ['body.*']

async function runThrough(through: (handler: Handler) => Handler) {
  const target = fetchTarget(through(fetchHandler(createReference({ groups: [GROUP] }))), DEFAULT_LIMITS)
  const { verdict, reason = '', results } = await fireAt({ target, only: ONLY })
  return { verdict, reason, results: results.length }
}

const damaged: Handler = () =>
  Promise.resolve(new Response('{"results":', { headers: { 'Content-Type': 'application/json' } }))

test('twenty-five consecutive cases with an unreadable answer end the run', async () => {
  const report = await runThrough(() => damaged)
  expect(report).toMatchObject({ verdict: 'violates', results: 25 })
  expect(report.reason).toMatch(/^25 consecutive cases got an unreadable answer: /)
})

test('a judged finding in every answer never ends the run', async () => {
  const mislabelled = await runThrough((handler) => async (request) => {
    const response = await handler(request)
    const headers = new Headers(response.headers)
    headers.set('Content-Type', 'text/plain')
    return new Response(response.body, { status: response.status, headers })
  })
  expect(mislabelled).toMatchObject({ verdict: 'violates', reason: '' })
  expect(mislabelled.results).toBeGreaterThan(300)
})

test('a case with readable answers starts the count anew', async () => {
  const half = await runThrough((handler) => (request) => {
    const isOdd = request.url.includes('/WEBHOOK') || request.url.includes('/SLACK')
    return isOdd ? damaged(request) : handler(request)
  })
  expect(half.reason).toBe('')
})
