import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import { served } from '../http/served.test-support.ts'
import type { Clock } from '../send/clock.ts'
import { fireAt, GROUP, inShort } from './run.test-support.ts'

type Interception = (count: number, request: IncomingMessage, response: ServerResponse) => boolean

/** The reference server, behind something that may answer first. */
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

test.each([429, 503])('a %d that says when to come back is waited for, and never judged', async (status) => {
  const { url, requests } = await behind((count, _, response) => {
    if (count % 2 === 0) return false
    response.writeHead(status, { 'Retry-After': '0' }).end('{}')
    return true
  })
  const report = await fireAt({ target: url, only })
  expect(report.results.map(inShort)).toEqual(['delete.configured[SLACK] pass'])
  expect(report).toMatchObject({ verdict: 'conforms', requests: { sent: requests(), delayed: requests() / 2 } })
})

test('a date in Retry-After is waited for too', async () => {
  const { url } = await behind((count, _, response) => {
    if (count !== 2) return false
    response.writeHead(429, { 'Retry-After': new Date(Date.now() - 1000).toUTCString() }).end()
    return true
  })
  expect(await fireAt({ target: url, only })).toMatchObject({ verdict: 'conforms', requests: { delayed: 1 } })
})

test('a 429 that does not say when, or asks for more than the run’s patience, is inconclusive', async () => {
  const unsaid = await behind((count, _, response) => {
    if (count !== 3) return false
    response.writeHead(429).end()
    return true
  })
  const first = await fireAt({ target: unsaid.url, only })
  expect(first).toMatchObject({ verdict: 'inconclusive', totals: { inconclusive: 1, fail: 0 } })
  expect(first.results[0]?.reason).toBe('the target answered 429 without saying when to come back')
  const long = await behind((count, _, response) => {
    if (count !== 3) return false
    response.writeHead(429, { 'Retry-After': '3600' }).end()
    return true
  })
  const second = await fireAt({ target: long.url, only, patience: 1000 })
  expect(second.results[0]?.reason).toBe('the target answered 429 and asked to wait 3600 s')
})

test('one that asks for no time again and again is asked less and less often, and not for longer than the run’s patience', async () => {
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

test('what the run may have put on a target that has fallen silent is told as left behind, and no more is sent', async () => {
  const { url, requests } = await behind((_, { method }) => method !== 'GET')
  const report = await fireAt({ target: url, only: ['delete.configured'] })
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: '3 requests in a row came to nothing: there was no answer in time',
    leftBehind: ['PAGER_DUTY', 'SLACK'].map((key) => `${key} in ${GROUP}`),
  })
  expect(requests()).toBeLessThan(6)
})

test('a 503 that says nothing is an answer, and violates', async () => {
  const { url } = await behind((count, _, response) => {
    if (count !== 3) return false
    response.writeHead(503).end()
    return true
  })
  const report = await fireAt({ target: url, only })
  expect(report.verdict).toBe('violates')
  expect(report.results[0]?.findings.map(({ requirement }) => requirement)).toContain('no-server-error')
})

test('a read whose connection was closed is sent once more; a write is not', async () => {
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
    socket.destroy()
    return true
  })
  const report = await fireAt({ target: writing.url, only })
  expect(report).toMatchObject({ verdict: 'inconclusive', totals: { inconclusive: 1 } })
  expect(posts).toBe(1)
})

test('a flaky failure is tried once more, alone; it still gates, and says so', async () => {
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

test('a failure that stays is not flaky, and at most ten are tried again', async () => {
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

test('where warnings gate, bail counts them too', async () => {
  const overrides = { errorBody: () => ({ error: 404, errorCode: 'WRONG', reason: 'Not Found', detail: 'no' }) }
  const server = await createReference({ overrides }).listen()
  onTestFinished(() => server.close())
  const fired = { target: server.url, only: ['read.absent'], bail: 2 }
  expect((await fireAt({ ...fired, level: 'should' })).results).toHaveLength(2)
  expect((await fireAt(fired)).results.length).toBeGreaterThan(2)
})

test('bail ends the run after so many failures, and what follows did not run', async () => {
  const { url } = await behind((_, { method }, response) => {
    if (method !== 'POST') return false
    response.writeHead(500).end()
    return true
  })
  const report = await fireAt({ target: url, only: ['create.minimal'], bail: 2 })
  expect(report).toMatchObject({ verdict: 'violates', reason: 'the run ended after 2 failed cases, as asked' })
  expect(report.results).toHaveLength(2)
})
