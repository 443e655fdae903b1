import { expect, test } from 'vitest'
import { fetchTarget } from './fetch-target.ts'
import { GET, readable } from './served.test-support.ts'
import { DEFAULT_LIMITS } from './target.ts'

test('a handler in this process receives requests without a socket', async () => {
  const seen: string[] = []
  const target = fetchTarget(async (request) => {
    seen.push(request.method, new URL(request.url).pathname, request.headers.get('x-a') ?? '', await request.text())
    return Response.json({ a: 1 }, { status: 201, headers: { 'X-B': '2' } })
  }, DEFAULT_LIMITS)
  const body = new TextEncoder().encode('{}')
  const reply = await target.send({ method: 'PUT', path: '/a%2Fb?c=d', headers: [['X-A', '1']], body })
  expect(seen).toEqual(['PUT', '/a%2Fb', '1', '{}'])
  expect(readable(reply)).toEqual({
    status: 201,
    headers: [
      ['content-type', 'application/json'],
      ['x-b', '2'],
    ],
    body: '{"a":1}',
  })
  expect(target.name).toBe('in-process')
  await target.close()
})

test('an answer without a body has an empty body', async () => {
  const target = fetchTarget(() => new Response(null, { status: 204 }), DEFAULT_LIMITS)
  expect(readable(await target.send(GET))).toEqual({ status: 204, headers: [], body: '' })
})

test('a handler that throws or never answers is a failure without an answer', async () => {
  const limits = { ...DEFAULT_LIMITS, total: 30 }
  const throwing = fetchTarget(() => {
    throw new TypeError('x')
  }, limits)
  expect(await throwing.send(GET)).toEqual({ answered: false, failure: 'reset', reason: 'the handler threw TypeError' })
  const silent = fetchTarget(() => new Promise(() => undefined), limits)
  expect(await silent.send(GET)).toEqual({
    answered: false,
    failure: 'timeout',
    reason: 'no answer arrived within 30 ms',
  })
})

test('a body longer than the limit is a defect', async () => {
  const target = fetchTarget(() => new Response('x'.repeat(100)), { ...DEFAULT_LIMITS, body: 10 })
  expect(readable(await target.send(GET))).toMatchObject({
    status: 200,
    body: '',
    defect: 'the body is longer than the limit of 10 bytes',
  })
})

test('a handler receives methods that the platform refuses, and its status text is the reason phrase', async () => {
  const target = fetchTarget(
    ({ method }) => new Response(method, { status: 405, statusText: `No ${method}` }),
    DEFAULT_LIMITS,
  )
  expect(readable(await target.send({ ...GET, method: 'TRACE' }))).toMatchObject({
    status: 405,
    body: 'TRACE',
    reason: 'No TRACE',
  })
})
