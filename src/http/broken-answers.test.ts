import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { answeringWith, GET, readable, served, targetAt } from './served.test-support.ts'

test('interim answers count as headers: a few are fine, and there is an end', async () => {
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
    defect: 'it is a 204, which has no body, and announces one',
  })
})

test('a connection that is closed within the headers is a defect, also one that was used before', async () => {
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

test('a connection that is closed after a whole answer before the next has begun is no defect', async () => {
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
  ['099 Odd', 'what answers there does not speak HTTP'],
  ['100 Continue', 'the answer is a 100 (Continue), which nobody asked for'],
])('a status %s is no answer', async (status, reason) => {
  const url = await answeringWith(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)
  expect(await targetAt(url).send(GET)).toEqual({ answered: false, failure: 'not-http', reason })
})

test('an answer that switches to another protocol is a defect', async () => {
  const url = await answeringWith('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc')
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    defect: 'it switches to another protocol, which nobody asked for',
  })
})

test('a body that is encoded again and again is not decoded', async () => {
  const coding = Array.from({ length: 5 }, () => 'gzip').join()
  const url = await served((_, response) => response.writeHead(200, { 'Content-Encoding': coding }).end('abc'))
  expect(readable(await targetAt(url).send(GET))).toMatchObject({ body: '', defect: 'the body is encoded 5 times' })
})

test('what follows a compressed body counts against the limit too', async () => {
  const url = await served((_, response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).write(gzipSync('{}'))
    response.end(Buffer.alloc(5_000))
  })
  expect(readable(await targetAt(url, { limits: { body: 1000 } }).send(GET))).toMatchObject({
    defect: 'the body is longer than the limit of 1000 bytes',
  })
})

test('a body in many small pieces comes whole', async () => {
  const url = await served((_, response) => {
    for (let index = 0; index < 5_000; index += 1) response.write(String(index))
    response.end()
  })
  expect(readable(await targetAt(url).send(GET))).toMatchObject({
    body: Array.from({ length: 5_000 }, (_, index) => index).join(''),
  })
})
