import type { IncomingMessage } from 'node:http'
import { setTimeout as elapsed } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { answeringWith, closedPort, GET, readable, served, targetAt } from './served.test-support.ts'

test('a request is sent unchanged: method, path, body, and headers in order and case', async () => {
  let seen: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'> | undefined
  let body = ''
  const url = await served((request, response) => {
    seen = request
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => response.end('done'))
  })
  const target = targetAt(`${url}/prefix/`, { headers: { 'X-Env': 'staging' } })
  const headers = [['X-B', '1'] as const, ['x-a', '2'] as const]
  const reply = await target.send({
    method: 'PATCH',
    path: '/a?b=c',
    headers,
    body: new TextEncoder().encode('{"ü":1}'),
  })
  expect(reply).toMatchObject({ answered: true, response: { status: 200 } })
  expect([seen?.method, seen?.url, body]).toEqual(['PATCH', '/prefix/a?b=c', '{"ü":1}'])
  expect(seen?.rawHeaders.join()).toContain('X-Env,staging,X-B,1,x-a,2')
  expect(target.name).toBe(`${url}/prefix`)
})

test.each(['/a%2Fb', '/a/../b', '/a/./b', '//a', '/a%2e%2e/', '/a?x=%zz&y=[1]', '/?', '/ü'.normalize(), '/a;b=1'])(
  'the path %s goes out as it is written',
  async (path) => {
    let seen = ''
    const url = await served((request, response) => {
      seen = Buffer.from(request.url ?? '', 'latin1').toString()
      response.end()
    })
    await targetAt(url).send({ ...GET, path: path.replace('ü', '%C3%BC') })
    expect(seen).toBe(path.replace('ü', '%C3%BC'))
  },
)

test('a reply has the status, the unchanged headers and the body', async () => {
  const url = await answeringWith('HTTP/1.1 207 Multi\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 3\r\n\r\nabc')
  expect(readable(await targetAt(url).send(GET))).toEqual({
    status: 207,
    reason: 'Multi',
    headers: [
      ['X-A', '1'],
      ['x-a', '2'],
      ['Content-Length', '3'],
    ],
    body: 'abc',
  })
})

test('interim answers are skipped', async () => {
  const url = await answeringWith('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n')
  expect(readable(await targetAt(url).send(GET))).toMatchObject({ status: 204, body: '' })
})

test('a redirect is an answer and is not followed', async () => {
  let requests = 0
  const url = await served((_, response) => {
    requests += 1
    response.writeHead(302, { Location: '/elsewhere' }).end()
  })
  expect(readable(await targetAt(url).send(GET))).toMatchObject({ status: 302 })
  expect(requests).toBe(1)
})

test('connections are reused', async () => {
  const sockets = new Set<unknown>()
  const url = await served(({ socket }, response) => {
    sockets.add(socket)
    response.end()
  })
  const target = targetAt(url)
  for (let index = 0; index < 9; index += 1) await target.send(GET)
  expect(sockets.size).toBeLessThan(3)
})

test.each([
  ['gzip', gzipSync],
  ['X-GZIP', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('a body in %s is decoded', async (coding, compress) => {
  const url = await served((_, response) =>
    response.writeHead(200, { 'Content-Encoding': coding }).end(compress('{"a":1}')),
  )
  expect(readable(await targetAt(url).send(GET))).toMatchObject({ body: '{"a":1}' })
})

test('a body that does not match its coding is a defect', async () => {
  const url = await served((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{"a":1}'))
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    status: 200,
    body: '',
    defect: 'the body does not decode as its Content-Encoding says',
  })
})

test('a truncated compressed body is a defect', async () => {
  const cut = gzipSync('x'.repeat(10_000)).subarray(0, 30)
  const url = await served((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(cut))
  expect(readable(await targetAt(url).send(GET))).toHaveProperty(
    'defect',
    'the body does not decode as its Content-Encoding says',
  )
})

test('an unknown coding stays encoded', async () => {
  const url = await served((_, response) => response.writeHead(200, { 'Content-Encoding': 'zstd' }).end('abc'))
  expect(readable(await targetAt(url).send(GET))).toMatchObject({ status: 200, body: 'abc' })
})

test('a body longer than the limit is a defect that names the limit', async () => {
  const url = await served((_, response) => response.end('x'.repeat(1001)))
  const limited = targetAt(url, { limits: { body: 1000 } })
  expect(readable(await limited.send(GET))).toMatchObject({
    status: 200,
    body: '',
    defect: 'the body is longer than the limit of 1000 bytes',
  })
  expect(readable(await targetAt(url, { limits: { body: 1001 } }).send(GET))).not.toHaveProperty('defect')
})

test('an endless body is cut off at the limit', async () => {
  const url = await served((_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
    response.on('close', () => clearInterval(timer))
  })
  const target = targetAt(url, { limits: { body: 50_000 } })
  expect(readable(await target.send(GET))).toMatchObject({ defect: 'the body is longer than the limit of 50000 bytes' })
  expect(readable(await target.send(GET))).toMatchObject({ status: 200 })
})

test('a body that exceeds the limit after decoding is cut off', async () => {
  const url = await served((_, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
  )
  expect(readable(await targetAt(url, { limits: { body: 1_000_000 } }).send(GET))).toMatchObject({
    body: '',
    defect: 'the body is longer than the limit of 1000000 bytes once decoded',
  })
})

test('headers longer than the limit are a defect', async () => {
  const url = await served((_, response) => response.writeHead(200, { 'X-Long': 'x'.repeat(5_000) }).end())
  expect(readable(await targetAt(url, { limits: { headers: 4_000 } }).send(GET))).toMatchObject({
    status: 0,
    defect: 'the headers are longer than the limit of 4000 bytes',
  })
})

test.each([
  [
    'a body that is cut short',
    'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc',
    'the body ended before its announced length: 3 of 10 bytes came',
  ],
  [
    'a chunked body without its end',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    'the body ended before its announced length',
  ],
])('%s is a defect of an answer that has a status', async (_, answer, defect) => {
  expect(readable(await targetAt(await answeringWith(answer)).send(GET))).toMatchObject({ status: 200, defect })
})

test.each([
  ['a header that is none', 'HTTP/1.1 200 OK\r\nno header at all\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na'],
  ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\na'],
])('%s after the status line is a defect, not a target out of reach', async (_, answer) => {
  expect(readable(await targetAt(await answeringWith(answer)).send(GET))).toMatchObject({
    defect: expect.any(String) as string,
  })
})

test('an invalid chunk size is a defect of an answer with a status', async () => {
  const url = await answeringWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc')
  expect(readable(await targetAt(url).send(GET))).toMatchObject({ status: 200, defect: expect.any(String) as string })
})

test('a body that does not end in time is a defect; a missing answer is a timeout', async () => {
  const slow = await answeringWith('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', { open: true })
  expect(readable(await targetAt(slow, { limits: { total: 150 } }).send(GET))).toMatchObject({
    status: 200,
    defect: 'the answer was not complete after 150 ms',
  })
  expect(await targetAt(slow, { limits: { total: 150 } }).send(GET)).toMatchObject({ answered: true, late: true })
  const silent = await answeringWith('', { open: true })
  expect(await targetAt(silent, { limits: { total: 150 } }).send(GET)).toEqual({
    answered: false,
    failure: 'timeout',
    reason: 'no answer arrived within the time limit of 0.15 s',
  })
})

test('a server that does not speak HTTP differs from an unreachable server', async () => {
  expect(await targetAt(await answeringWith('SSH-2.0-OpenSSH_9.6\r\n')).send(GET)).toEqual({
    answered: false,
    failure: 'not-http',
    reason: 'the server does not speak HTTP',
  })
  expect(await targetAt(await closedPort()).send(GET)).toEqual({
    answered: false,
    failure: 'unreachable',
    reason: 'the connection was refused: no server listens on the port; start the server first',
  })
  expect(await targetAt(await answeringWith('')).send(GET)).toEqual({
    answered: false,
    failure: 'reset',
    reason: 'the connection was closed before an answer; the target may need an https:// URL',
  })
  expect(await targetAt('http://nowhere.invalid').send(GET)).toMatchObject({ answered: false, failure: 'unreachable' })
})

test('a request that waits for a connection ends at its time limit, and at an interruption', async () => {
  const silent = await answeringWith('', { open: true })
  const target = targetAt(silent, { limits: { total: 150 } })
  const timeout = { answered: false, failure: 'timeout', reason: 'no answer arrived within the time limit of 0.15 s' }
  expect(await Promise.all([target.send(GET), target.send(GET)])).toEqual([timeout, timeout])
  const controller = new AbortController()
  const pending = [target.send(GET), target.send(GET, controller.signal)]
  setTimeout(() => controller.abort(), 20)
  expect(await Promise.all(pending)).toMatchObject([timeout, { failure: 'aborted' }])
})

test.each([
  ['an empty path', { path: '' }, 'path must be an absolute URL or start with a slash'],
  ['a path with a blank', { path: '/a b' }, 'invalid request path'],
  ['a path beyond Latin-1', { path: '/\u0100' }, 'invalid request path'],
  ['a header of two lines', { headers: [['X-A', 'a\nb']] }, 'invalid X-A header'],
  ['a header with a blank in its name', { headers: [['X A', 'a']] }, 'invalid header key'],
  ['a header that undici knows not to send', { headers: [['Expect', '100-continue']] }, 'expect header not supported'],
] as const)('%s is not sent, and hinders no other request', async (_, part, reason) => {
  const url = await served((_request, response) => void setTimeout(() => response.end('done'), 20))
  const target = targetAt(url)
  const [first, refused, last] = await Promise.all([GET, { ...GET, ...part }, GET].map((one) => target.send(one)))
  expect(refused).toEqual({
    answered: false,
    failure: 'unsendable',
    reason: `the request cannot be sent: ${reason}`,
  })
  expect([first, last]).toMatchObject([{ answered: true }, { answered: true }])
})

test('an aborted request fails as aborted, before and after sending', async () => {
  const silent = await answeringWith('', { open: true })
  const controller = new AbortController()
  const pending = targetAt(silent).send(GET, controller.signal)
  setTimeout(() => controller.abort(), 20)
  expect(await pending).toMatchObject({ answered: false, failure: 'aborted' })
  expect(await targetAt(silent).send(GET, AbortSignal.abort())).toMatchObject({ answered: false, failure: 'aborted' })
})

test.each([
  ['keeps for a minute', 'timeout=60', 1],
  ['closes soon', 'timeout=3', 2],
])('a connection that the server %s is used for a second request or not', async (_, hint, connections) => {
  const sockets = new Set<unknown>()
  const url = await served((request, response) => {
    sockets.add(request.socket)
    response.setHeader('Keep-Alive', hint)
    response.end()
  })
  const target = targetAt(url)
  await target.send(GET)
  await target.send(GET)
  expect(sockets.size).toBe(connections)
})

test('a connection of a server that states no time is not used after a second', async () => {
  // The server answers the first request of a connection only.
  const target = targetAt(await answeringWith('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}', { open: true }))
  expect(await target.send(GET)).toMatchObject({ answered: true })
  await elapsed(1_500)
  expect(await target.send(GET)).toMatchObject({ answered: true, response: { status: 200 } })
})

test.each([
  { sent: 'once, with the end of the connection', connection: 'close', times: 1, status: 200, count: 2 },
  { sent: 'each time, with the end of the connection', connection: 'close', times: Infinity, status: 408, count: 2 },
  { sent: 'once, on a connection that stays', connection: 'keep-alive', times: 1, status: 408, count: 1 },
])('a 408 that is sent $sent', async ({ connection, times, ...expected }) => {
  let requests = 0
  const url = await served((_request, response) => {
    requests += 1
    response.writeHead(requests <= times ? 408 : 200, { Connection: connection }).end('{}')
  })
  const answer = readable(await targetAt(url).send({ ...GET, method: 'POST', body: Buffer.from('{}') }))
  expect(answer).toMatchObject({ status: expected.status })
  expect(requests).toBe(expected.count)
})
