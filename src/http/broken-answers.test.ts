import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { answeringWith, GET, readable, served, targetAt } from './served.test-support.ts'

test('interim answers count as headers, up to the limit of header bytes', async () => {
  const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'
  const few = await answeringWith(`${hint.repeat(100)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}`)
  expect(readable(await targetAt(few).send(GET))).toMatchObject({ status: 200, body: '{}' })
  const many = await answeringWith(hint.repeat(10_000), { open: true })
  expect(readable(await targetAt(many).send(GET))).toMatchObject({
    status: 0,
    defect: 'the headers are longer than the limit of 65536 bytes',
  })
})

test.each([
  ['a length', 'Content-Length: 2\r\n'],
  ['a coding', 'Transfer-Encoding: chunked\r\n'],
])('a 204 that announces %s of a body is a defect', async (_, header) => {
  const url = await answeringWith(`HTTP/1.1 204 No Content\r\n${header}\r\n{}`)
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    status: 204,
    defect: 'the answer is a 204 without a body, but its headers announce a body',
  })
})

const ANOTHER = 'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}'

test.each([
  ['a text', '{}'],
  ['a second answer', ANOTHER],
])('%s behind a 204 is a defect', async (_, behind) => {
  const url = await answeringWith(`HTTP/1.1 204 No Content\r\n\r\n${behind}`, { open: true })
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    status: 204,
    defect: 'the answer is whole, but bytes follow it, which a client may take for the next answer',
  })
})

test.each([
  ['a text', '}'],
  ['a second answer', ANOTHER],
])('%s behind an error is a defect', async (_, behind) => {
  const url = await answeringWith(`${ANOTHER}${behind}`, { open: true })
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    status: 404,
    body: '{}',
    defect: 'the answer is whole, but bytes follow it, which a client may take for the next answer',
  })
})

test.each([
  ['HEAD', { method: 'HEAD' }],
  ['a request in chunks', { method: 'POST', body: Buffer.from('abc'), transfer: 'chunked' as const }],
])('bytes behind an error for %s are no defect', async (_, request) => {
  const head = 'HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 2\r\n\r\n'
  const url = await answeringWith(`${head}{}${ANOTHER}`, { open: true })
  const answer = readable(await targetAt(url).send({ ...GET, ...request }))
  expect(answer).toMatchObject({ status: 405 })
  expect(answer).not.toHaveProperty('defect')
})

test.each([
  ['an empty line', '\r\n', true],
  ['the end of the connection', '', false],
])('%s behind a 204 is no defect', async (_, behind, open) => {
  const url = await answeringWith(`HTTP/1.1 204 No Content\r\n\r\n${behind}`, { open })
  expect(readable(await targetAt(url).send(GET))).not.toHaveProperty('defect')
})

test('a connection closed within the headers is a defect, even on a reused connection', async () => {
  let requests = 0
  const url = await served(({ socket }, response) => {
    requests += 1
    if (requests === 1) response.end('{}')
    else socket.end('HTTP/1.1 200 OK\r\nContent-Ty')
  })
  const target = targetAt(url)
  expect(readable(await target.send(GET))).toMatchObject({ status: 200 })
  expect(readable(await target.send(GET))).toMatchObject({
    status: 0,
    defect: 'the connection was closed within the headers',
  })
})

test('a connection closed between two answers is not a defect', async () => {
  let requests = 0
  const url = await served(({ socket }, response) => {
    requests += 1
    if (requests === 1) response.end('{}')
    else socket.end()
  })
  const target = targetAt(url)
  expect(readable(await target.send(GET))).toMatchObject({ status: 200 })
  expect(await target.send(GET)).toMatchObject({ answered: false, failure: 'reset' })
})

test.each([
  ['099 Odd', 'the server does not speak HTTP'],
  ['100 Continue', 'the answer is an unsolicited 100 (Continue)'],
])('a status %s is no answer', async (status, reason) => {
  const url = await answeringWith(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)
  expect(await targetAt(url).send(GET)).toEqual({ answered: false, failure: 'not-http', reason })
})

test('an answer that switches to another protocol is a defect', async () => {
  const url = await answeringWith('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc')
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    defect: 'the answer is an unsolicited switch to another protocol',
  })
})

test('a body with more than four codings is not decoded', async () => {
  const coding = Array.from({ length: 5 }, () => 'gzip').join()
  const url = await served((_, response) => response.writeHead(200, { 'Content-Encoding': coding }).end('abc'))
  expect(readable(await targetAt(url).send(GET))).toMatchObject({ body: '', defect: 'the body is encoded 5 times' })
})

test('bytes after a compressed body count against the limit', async () => {
  const url = await served((_, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).write(gzipSync('{}'))
    response.end(Buffer.alloc(5_000))
  })
  expect(readable(await targetAt(url, { limits: { body: 1000 } }).send(GET))).toMatchObject({
    defect: 'the body is longer than the limit of 1000 bytes',
  })
})

test('a body in many small chunks arrives complete', async () => {
  const url = await served((_, response) => {
    for (let index = 0; index < 5_000; index += 1) response.write(String(index))
    response.end()
  })
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    body: Array.from({ length: 5_000 }, (_, index) => index).join(''),
  })
})

test('an unusual reason phrase and the trailers are read', async () => {
  const url = await answeringWith(
    'HTTP/1.1 400 No such key\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Debug: a\r\nX-More: b\r\n\r\n',
  )
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    status: 400,
    reason: 'No such key',
    trailers: [
      ['X-Debug', 'a'],
      ['X-More', 'b'],
    ],
    body: '{}',
  })
})

test('the usual reason phrase, and no trailers, are left out', async () => {
  const url = await answeringWith('HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}')
  expect(readable(await targetAt(url).send(GET))).toEqual({
    status: 404,
    headers: [['Content-Length', '2']],
    body: '{}',
  })
})

test('trailers count against the limit of header bytes', async () => {
  const trailers = 'X-Debug: a\r\n'.repeat(10_000)
  const url = await answeringWith(
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n${trailers}\r\n`,
  )
  expect(readable(await targetAt(url).send(GET))).toHaveProperty('defect')
})

test('a long reason phrase is cut at the limit of header bytes', async () => {
  const url = await answeringWith(`HTTP/1.1 200 ${'a'.repeat(500)}\r\nContent-Length: 2\r\n\r\n{}`)
  const reply = await targetAt(url, { limits: { headers: 100 } }).send(GET)
  expect(reply).toMatchObject({ answered: true, response: { reason: 'a'.repeat(100) } })
})
