import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { createGroupState } from '../../group/group-state.ts'
import { type Attempt, createAttempt } from '../session/attempt.ts'
import { fireAt, GROUP } from '../tests/run.test-support.ts'
import { createUnreadableAnswers } from './unreadable-answers.ts'

type Handler = (request: Request) => Promise<Response>

async function runThrough(through: (handler: Handler) => Handler, only = ['body.*']) {
  const target = fetchTarget(through(fetchHandler(createReference({ groups: [GROUP] }))), DEFAULT_LIMITS)
  const { verdict, reason = '', results } = await fireAt({ target, only })
  return { verdict, reason, results: results.length }
}

const damaged: Handler = () =>
  Promise.resolve(new Response('{"results":', { headers: { 'Content-Type': 'application/json' } }))

test('ten cases with an unreadable answer end a run in which no case has passed', async () => {
  const report = await runThrough(() => damaged)
  expect(report).toMatchObject({ verdict: 'violates', results: 10 })
  expect(report.reason).toMatch(/^10 consecutive cases got an unreadable answer: /)
})

test('twenty-five consecutive cases with an unreadable answer end a run in which one has passed', async () => {
  let requests = 0
  const report = await runThrough((handler) => (request) => {
    requests += 1
    return requests <= 12 ? handler(request) : damaged(request)
  })
  expect(report.verdict).toBe('violates')
  expect(report.reason).toMatch(/^25 consecutive cases got an unreadable answer: /)
})

const HUGE = JSON.stringify({ results: 'x'.repeat(150_000) })

test.each([
  ['unreadable', damaged],
  ['huge', () => Promise.resolve(new Response(HUGE, { headers: { 'Content-Type': 'application/json' } }))],
] as const)('a property ends at its first %s answer, unshrunk, where no case has passed', async (_kind, handler) => {
  const target = fetchTarget(handler, DEFAULT_LIMITS)
  const report = await fireAt({ target, only: ['property.text-is-kept[SLACK]'] })
  expect(report.results.map(({ status, counterexample }) => [status, counterexample?.shrinks])).toEqual([['fail', 0]])
  // Most are the look at what is there. Without the end, a dozen more values follow, and up to 400 requests shrink the first.
  expect(report.requests.sent).toBeLessThan(40)
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

test('ten cases with a huge answer end the run', async () => {
  const headers = { 'Content-Type': 'application/json' }
  const report = await runThrough(() => () => Promise.resolve(new Response(HUGE, { headers })))
  expect(report.verdict).toBe('violates')
  // The rows of a batch end together.
  expect(report.results).toBeLessThan(10 + 8)
  expect(report.reason).toBe('10 cases got an answer of more than 100000 bytes, and no case passed between them')
})

test.each([
  ['https://real.example:8443/api', ' to https://real.example:8443'],
  ['/elsewhere', ''],
])('ten cases with nothing but redirects to %s end the run, with the address', async (location, to) => {
  const report = await runThrough(
    () => () => Promise.resolve(new Response(null, { status: 308, headers: { location } })),
    ['reading.*'],
  )
  expect(report).toMatchObject({
    verdict: 'violates',
    reason: `10 consecutive cases got only redirects${to}, which are never followed; give the final address as the target`,
  })
  expect(report.results).toBe(10)
})

test('redirects of some requests alone never end a run', async () => {
  const report = await runThrough((handler) => (request) => {
    const isWrite = request.method !== 'GET'
    return isWrite ? Promise.resolve(new Response(null, { status: 303, headers: { location: '/' } })) : handler(request)
  })
  expect(report.reason).not.toContain('redirects')
})

const ERROR = { error: 404, errorCode: 'RESOURCE_NOT_FOUND', detail: 'none', parameters: [], reason: 'Not Found' }

test.each([
  ['a 404 of the API', () => Response.json(ERROR, { status: 404 }), 'was 404'],
  ['a page', ({ url }: Request) => new Response(`<!DOCTYPE html><p>${url}`), 'was a page of HTML'],
  ['one body', () => Response.json({ status: 'ok' }), 'was the same 200'],
] as const)('ten cases whose answers are all %s end the run', async (_what, answer, told) => {
  const report = await runThrough(() => (request) => Promise.resolve(answer(request)))
  expect(report.reason).toContain(`every answer ${told}, as that to`)
  expect(report.reason).toMatch(
    / to [A-Z]+ \/api\/.*; the group may not exist, or the URL of the target lacks a path prefix/,
  )
  expect(report.results).toBeLessThan(100)
})

test('a server that lacks the route of creates alone is tried to the end', async () => {
  const report = await runThrough(
    (handler) => (request) =>
      request.method === 'POST' ? Promise.resolve(Response.json(ERROR, { status: 404 })) : handler(request),
  )
  expect(report).toMatchObject({ verdict: 'violates', reason: '' })
})

/** An attempt without a verdict, or one that passes, with an answer of some bytes. */
function attempted(bytes: number, inconclusive?: string): Attempt {
  const attempt = createAttempt({ group: createGroupState(GROUP), other: undefined }, [])
  const request = { method: 'GET', path: '/', headers: [] }
  const response = { status: 200, headers: [], body: new Uint8Array(100), length: bytes }
  attempt.exchanges.push({ request, as: 'owner', response, durationMs: 1 })
  return { ...attempt, inconclusive }
}

test('only huge answers without a pass between them count as such', () => {
  const answers = createUnreadableAnswers()
  const note = (count: number, attempt: Attempt): void => {
    for (let index = 0; index < count; index += 1) answers.note(attempt)
  }
  note(9, attempted(100_001, 'open'))
  note(30, attempted(100_000, 'open'))
  expect(answers.reason()).toBeUndefined()
  note(1, attempted(100_001))
  note(9, attempted(100_001, 'open'))
  expect(answers.reason()).toBeUndefined()
  note(1, attempted(100_001, 'open'))
  expect(answers.reason()).toMatch(/^10 cases got an answer of more than 100000 bytes/)
})

test('late answers that are readable end a run with a whole sentence', () => {
  const answers = createUnreadableAnswers()
  const late = createAttempt({ group: createGroupState(GROUP), other: undefined }, [])
  late.late = true
  late.exchanges.push({
    request: { method: 'GET', path: '/', headers: [] },
    operation: 'list',
    as: 'owner',
    response: { status: 200, headers: [], body: new Uint8Array() },
    durationMs: 1,
  })
  for (let count = 0; count < 3; count += 1) answers.note(late)
  expect(answers.reason()).toBe('3 consecutive cases met the time limit')
})
