import { gzipSync } from 'node:zlib'
import { test } from 'vitest'
import {
  answer,
  type Behaviour,
  drippingly,
  endlessly,
  type Expected,
  expectOutcome,
  GZIP,
  JSON_TYPE,
} from './hostile.test-support.ts'

const head = `HTTP/1.1 200 OK\r\n${JSON_TYPE}`
const many = (item: string, count: number): string => Array.from({ length: count }, () => item).join()
const BOMB = gzipSync(Buffer.alloc(100_000_000))
const DEEP = '['.repeat(200_000) + ']'.repeat(200_000)

test.each<[string, Behaviour, Expected]>([
  [
    'never answers',
    () => undefined,
    { whole: true, status: 3, said: 'no answer arrived within the time limit of 0.4 s', most: 1, timeout: '400' },
  ],
  [
    'answers a byte at a time from the start',
    (socket) => drippingly(socket, 'HTTP/1.1 200 OK\r\nX: '),
    { whole: true, status: 3, said: 'no answer arrived within the time limit of 0.4 s', most: 1, timeout: '400' },
  ],
  [
    'answers a byte at a time within the body',
    (socket) => drippingly(socket, ' ', `${head}Content-Length: 5000\r\n\r\n`),
    // The head of an answer has to arrive within the limit.
    { whole: true, status: 1, said: 'the answer was not complete after 2000 ms', most: 3, timeout: '2000' },
  ],
  [
    'closes before it answers',
    (socket) => socket.end(),
    { whole: true, status: 3, said: 'the connection was closed before an answer', most: 2 },
  ],
  [
    'resets before it answers',
    (socket) => socket.resetAndDestroy(),
    { whole: true, status: 3, said: 'the connection was closed before an answer', most: 2 },
  ],
  [
    'closes within the headers',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Ty'),
    { whole: true, status: 1, said: 'the connection was closed within the headers' },
  ],
  [
    'closes within the body',
    (socket) => socket.end(`${head}Content-Length: 50\r\n\r\n{"a"`),
    { whole: true, status: 1, said: 'the body ended before its announced length' },
  ],
  [
    'sends a 204 with a body',
    (socket) => socket.write(answer('{}', { status: '204 No Content' })),
    { whole: true, status: 1, said: 'the answer is a 204 without a body, but its headers announce a body' },
  ],
  [
    'does not speak HTTP',
    (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
    { whole: true, status: 3, said: 'the server does not speak HTTP', most: 1 },
  ],
  [
    'sends a body without end',
    (socket) => endlessly(socket, Buffer.alloc(65_536, ' '), `${head}\r\n`),
    { whole: true, status: 1, said: 'the body is longer than the limit of 1000000 bytes', body: 1_000_000 },
  ],
  [
    'sends chunks of one byte without end',
    (socket) => endlessly(socket, '1\r\na\r\n'.repeat(5_000), `${head}Transfer-Encoding: chunked\r\n\r\n`),
    { whole: true, status: 1, said: 'expected a complete HTTP message', timeout: '2000' },
  ],
  [
    'sends zeros without end after compressed data',
    (socket) =>
      endlessly(socket, Buffer.alloc(65_536), Buffer.concat([Buffer.from(`${head}${GZIP}\r\n`), gzipSync('{}')])),
    { whole: true, status: 1, said: 'the body is longer than the limit of 1000000 bytes', body: 1_000_000 },
  ],
  [
    'sends a compressed bomb',
    (socket) => socket.write(answer(BOMB, { headers: JSON_TYPE + GZIP })),
    { whole: true, status: 1, said: 'longer than the limit of 10000000 bytes once decoded' },
  ],
  [
    'lists ten thousand content codings',
    (socket) => socket.write(answer('{}', { headers: `${JSON_TYPE}Content-Encoding: ${many('br', 10_000)}\r\n` })),
    { whole: true, status: 1, said: 'the body is encoded 10000 times' },
  ],
  [
    'sends 100 kB of headers',
    (socket) => socket.write(answer('{}', { headers: JSON_TYPE + `X-A: ${'a'.repeat(93)}\r\n`.repeat(1_000) })),
    { whole: true, status: 1, said: 'the headers are longer than the limit of 65536 bytes' },
  ],
  [
    'sends a thousand 103 responses before each answer',
    (socket) => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000) + answer(DEEP).toString()),
    { whole: true, status: 1, said: 'the body is nested deeper than 200' },
  ],
  [
    'sends 103 responses without end',
    (socket) => endlessly(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(1_000)),
    { whole: true, status: 1, said: 'the headers are longer than the limit of 65536 bytes' },
  ],
  [
    'redirects to itself',
    (socket, { path }) => socket.write(answer('', { status: '302 Found', headers: `Location: ${path}\r\n` })),
    { whole: true, status: 1, said: '10 consecutive cases got only redirects', most: 1_000 },
  ],
  [
    'announces a longer body',
    (socket) => socket.end(`${head}Content-Length: 5000\r\n\r\n{}`),
    { whole: true, status: 1, said: 'the body ended before its announced length' },
  ],
  [
    'announces a shorter body',
    (socket) => socket.write(`${head}Content-Length: 5\r\n\r\n{"results":[]}`),
    { whole: true, status: 1, said: 'the body is not JSON' },
  ],
])('a server that %s', (_, behave, expected) => expectOutcome(behave, expected))
