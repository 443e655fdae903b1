import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { served } from '../../http/served.test-support.ts'
import type { Clock } from '../../send/clock.ts'
import { fireAt, GROUP, inShort } from './run.test-support.ts'

type Interception = (count: number, request: IncomingMessage, response: ServerResponse) => boolean

/** The reference server, behind a function that may answer first. */
async function behind(intercept: Interception): Promise<{ readonly url: string; readonly requests: () => number }> {
  const reference = createReference()
  let count = 0
  const url = await served((request, response) => {
    count += 1
    if (!intercept(count, request, response)) void reference.handle(request, response)
  })
  return { url, requests: () => count }
}

const only = ['delete.configured[SLACK]']

test.each([429, 503])('a %d with Retry-After leads to a wait, and is never judged', async (status) => {
  const { url, requests } = await behind((count, _, response) => {
    if (count % 2 === 0) return false
    response.writeHead(status, { 'Retry-After': '0' }).end('{}')
    return true
  })
  const report = await fireAt({ target: url, only })
  expect(report.results.map(inShort)).toEqual(['delete.configured[SLACK] pass'])
  expect(report).toMatchObject({ verdict: 'conforms', requests: { sent: requests(), delayed: requests() / 2 } })
})

test('Retry-After may hold a date', async () => {
  const { url } = await behind((count, _, response) => {
    if (count !== 2) return false
    response.writeHead(429, { 'Retry-After': new Date(Date.now() - 1000).toUTCString() }).end()
    return true
  })
  expect(await fireAt({ target: url, only })).toMatchObject({ verdict: 'conforms', requests: { delayed: 1 } })
})

test.each(['1.5', '-3', 'soon 7', ''])('a Retry-After of "%s" is not valid', async (header) => {
  const { url } = await behind((count, _, response) => {
    if (count !== 3) return false
    response.writeHead(429, { 'Retry-After': header }).end()
    return true
  })
  const { results } = await fireAt({ target: url, only })
  expect(results[0]?.reason).toBe('the target answered 429 without a valid Retry-After')
})

test('a 429 to a request that is sent again is waited for, and never judged', async () => {
  const { url } = await behind((count, request, response) => {
    if (count === 3) request.socket.destroy()
    if (count === 5) response.writeHead(429, { 'Retry-After': '0' }).end()
    return count === 3 || count === 5
  })
  const report = await fireAt({ target: url, only, inFlight: 1 })
  expect(report.results.map(inShort)).toEqual(['delete.configured[SLACK] pass'])
  expect(report.requests.delayed).toBe(1)
})

test('a 429 without Retry-After, or with one beyond the run’s patience, is inconclusive', async () => {
  const unsaid = await behind((count, _, response) => {
    if (count !== 3) return false
    response.writeHead(429).end()
    return true
  })
  const first = await fireAt({ target: unsaid.url, only })
  expect(first).toMatchObject({ verdict: 'inconclusive', totals: { inconclusive: 1, fail: 0 } })
  expect(first.results[0]?.reason).toBe('the target answered 429 without a valid Retry-After')
  const long = await behind((count, _, response) => {
    if (count !== 3) return false
    response.writeHead(429, { 'Retry-After': '3600' }).end()
    return true
  })
  const second = await fireAt({ target: long.url, only, patience: 1000 })
  expect(second.results[0]?.reason).toBe('the target answered 429 and asked to wait 3600 s')
})

test('repeated answers with Retry-After: 0 are followed by growing waits, within the run’s patience', async () => {
  const { url, requests } = await behind((count, _, response) => {
    if (count < 3) return false
    response.writeHead(503, { 'Retry-After': '0' }).end()
    return true
  })
  let waited = 0
  const clock: Clock = {
    now: () => waited,
    sleep: async (milliseconds) => void (waited += milliseconds),
  }
  const report = await fireAt({ target: url, only, clock })
  expect(report.results[0]?.reason).toMatch(/^the target answered 503, \d+ times in a row, and asked to wait 0 s$/)
  expect(waited).toBeLessThanOrEqual(3 * 60_000)
  expect(requests()).toBeLessThan(50)
})

test('on an unresponsive target, possibly created members are reported as left behind without further requests', async () => {
  const { url, requests } = await behind((_, { method }) => method !== 'GET')
  const report = await fireAt({ target: url, only: ['delete.configured'] })
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: `the target stopped answering at POST /api/atlas/v2/groups/${GROUP}/integrations/PAGER_DUTY: no answer arrived within the time limit of 2 s`,
    leftBehind: ['PAGER_DUTY', 'SLACK'].map((key) => `${key} in ${GROUP}`),
  })
  expect(requests()).toBeLessThan(6)
})

test('a 503 without Retry-After is judged, and violates', async () => {
  const { url } = await behind((count, _, response) => {
    if (count !== 3) return false
    response.writeHead(503).end()
    return true
  })
  const report = await fireAt({ target: url, only })
  expect(report.verdict).toBe('violates')
  expect(report.results[0]?.findings.map(({ requirement }) => requirement)).toContain('no-server-error')
})

test('a read and a write on a closed connection are sent again once, and the second answers count', async () => {
  let closed = 0
  const { url } = await behind((_, { method, socket }) => {
    if (method !== 'GET' || closed > 0) return false
    closed += 1
    socket.destroy()
    return true
  })
  expect(await fireAt({ target: url, only })).toMatchObject({ verdict: 'conforms' })
  let posts = 0
  const writing = await behind((_, { method, socket }) => {
    if (method !== 'POST') return false
    posts += 1
    if (posts > 1) return false
    socket.destroy()
    return true
  })
  const report = await fireAt({ target: writing.url, only })
  expect(report).toMatchObject({ verdict: 'conforms', totals: { inconclusive: 0 } })
  expect(posts).toBe(2)
})

test('a failed case is repeated alone; a flaky case still fails, and is marked flaky', async () => {
  let failed = false
  const { url } = await behind((_, { method }, response) => {
    if (method !== 'DELETE' || failed) return false
    failed = true
    response.writeHead(500).end()
    return true
  })
  const report = await fireAt({ target: url, only })
  expect(report).toMatchObject({ verdict: 'violates', totals: { fail: 1 } })
  expect(report.results[0]).toMatchObject({ status: 'fail', flaky: true })
})

test('a failure that repeats is not flaky, and at most ten failures are repeated', async () => {
  let deletes = 0
  const { url } = await behind((_, { method, url: path }, response) => {
    if (method !== 'DELETE' || path?.includes('SLACK') === true) return false
    deletes += 1
    response.writeHead(500).end()
    return true
  })
  const report = await fireAt({ target: url, only: ['delete.absent', 'delete.configured'] })
  expect(report.results.some(({ flaky }) => flaky)).toBe(false)
  expect(report.totals.fail).toBeGreaterThan(7)
  expect(deletes).toBeLessThan(60)
})

test('bail counts warnings at level should', async () => {
  const overrides = { errorBody: () => ({ error: 404, errorCode: 'WRONG', reason: 'Not Found', detail: 'no' }) }
  const server = await createReference({ overrides }).listen()
  onTestFinished(() => server.close())
  const fired = { target: server.url, only: ['delete.twice'], bail: 2 }
  expect((await fireAt({ ...fired, level: 'should' })).results).toHaveLength(2)
  expect((await fireAt(fired)).results.length).toBeGreaterThan(2)
})

test('bail ends the run after that many failures, and later cases do not run', async () => {
  const { url } = await behind((_, { method }, response) => {
    if (method !== 'POST') return false
    response.writeHead(500).end()
    return true
  })
  const report = await fireAt({ target: url, only: ['create.minimal'], bail: 2 })
  expect(report).toMatchObject({ verdict: 'violates', reason: 'stopped by --bail after 2 failed cases' })
  expect(report.results).toHaveLength(2)
})
