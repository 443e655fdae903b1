import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { parseStrictXml } from '../../reporters/parse-strict-xml.test-support.ts'
import {
  answer,
  type Behaviour,
  drippingly,
  endlessly,
  fired,
  GZIP,
  hostile,
  JSON_TYPE,
  page,
  type Told,
} from './hostile.test-support.ts'
import { COMMAND } from './conform.test-support.ts'

interface Expected {
  /** True if all cases run: a run ends soon where no answer can be read. */
  readonly whole?: true
  readonly status: 0 | 1 | 3
  /** Text on the terminal. */
  readonly said: string
  /** Highest number of requests at the server. */
  readonly most?: number
  /** Text on standard error; by default empty. */
  readonly aside?: string
}

const MEGABYTES = 200
const LIST = ['list.*']
const FAST = { flags: ['--timeout', '400'] }

/** Checks the properties of a run against any target. */
function expectSound(told: Told, { status, said, aside = '' }: Expected): void {
  expect(told.stdout).toContain(said)
  expect(told.status, told.stdout.slice(-2000)).toBe(status)
  const report = JSON.parse(told.json) as { verdict: string }
  expect(report.verdict).toBe({ 0: 'conforms', 1: 'violates', 3: 'inconclusive' }[status])
  expect(parseStrictXml(told.junit).name).toBe('testsuites')
  expect(told.stderr).toBe(aside)
  expect(told.all).not.toMatch(/\n\s+at .*:\d+:\d+/)
  // oxlint-disable-next-line no-control-regex -- the pattern lists control characters on purpose
  expect(told.all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  expect(told.all).not.toMatch(/^\s*::|##\[/m)
  expect(told.megabytes).toBeLessThan(MEGABYTES)
}

const head = `HTTP/1.1 200 OK\r\n${JSON_TYPE}`
const many = (item: string, count: number): string => Array.from({ length: count }, () => item).join()
const next = (path: string): string => {
  const number = Number(/pageNum=(\d+)/.exec(path)?.[1] ?? 1) + 1
  return page(`{"type":"T${number}"}`, { total: 1e6, next: `?pageNum=${number}` })
}
const BOMB = gzipSync(Buffer.alloc(100_000_000))
const DEEP = '['.repeat(200_000) + ']'.repeat(200_000)
const MILLION = page(many('{}', 1_000_000), { total: 1e6 })
const THOUSANDS = page(many('{"type":"SLACK"}', 30_000), { total: 30_000 })
const LONG = `{"results":"${'\\u0041%41&lt;'.repeat(60_000)}"}`
const ODD_KEYS =
  '{"__proto__":{"type":"SLACK"},"type":"__proto__"},{"type":"constructor","toString":1},{"type":{"toString":1}}'

test.each<[string, Behaviour, Expected]>([
  ['never answers', () => undefined, { whole: true, status: 3, said: 'no answer arrived in time', most: 1 }],
  [
    'answers a byte at a time from the start',
    (socket) => drippingly(socket, 'HTTP/1.1 200 OK\r\nX: '),
    { whole: true, status: 3, said: 'no answer arrived in time', most: 1 },
  ],
  [
    'answers a byte at a time within the body',
    (socket) => drippingly(socket, ' ', `${head}Content-Length: 5000\r\n\r\n`),
    { whole: true, status: 1, said: 'the answer was not complete after 400 ms', most: 3 },
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
    { whole: true, status: 1, said: 'the body is longer than the limit of 10000000 bytes' },
  ],
  [
    'sends chunks of one byte without end',
    (socket) => endlessly(socket, '1\r\na\r\n'.repeat(5_000), `${head}Transfer-Encoding: chunked\r\n\r\n`),
    { whole: true, status: 1, said: 'expected a complete HTTP message' },
  ],
  [
    'sends zeros without end after compressed data',
    (socket) =>
      endlessly(socket, Buffer.alloc(65_536), Buffer.concat([Buffer.from(`${head}${GZIP}\r\n`), gzipSync('{}')])),
    { whole: true, status: 1, said: 'the body is longer than the limit of 10000000 bytes' },
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
    'always has a next page',
    (socket, { path }) => socket.write(answer(next(path))),
    { status: 1, said: 'expected no next link', most: 250 },
  ],
  [
    'nests JSON 200,000 levels deep',
    (socket) => socket.write(answer(DEEP)),
    { whole: true, status: 1, said: 'the body is nested deeper than 200' },
  ],
  [
    'lists a million items',
    (socket) => socket.write(answer(MILLION)),
    { whole: true, status: 1, said: 'the body has more than 100000 values' },
  ],
  [
    'lists thousands of invalid items',
    (socket) => socket.write(answer(THOUSANDS)),
    { whole: true, status: 1, said: 'expected a value of the required property' },
  ],
  [
    'answers with megabytes of JSON escapes',
    (socket) => socket.write(answer(LONG)),
    { whole: true, status: 1, said: 'expected the JSON type array at /results' },
  ],
  [
    'has a count above 2^53',
    (socket) => socket.write(answer(page('', { total: '9007199254740993,"x":1e999' }))),
    { status: 1, said: 'expected a total of 1; the total is 9007199254740992' },
  ],
  [
    'has prototype names as keys, and objects in place of strings',
    (socket) => socket.write(answer(page(ODD_KEYS, { total: 3 }))),
    { status: 1, said: 'expected a value of the discriminator' },
  ],
  [
    'has duplicate keys',
    (socket) => socket.write(answer('{"results":[],"results":[],"totalCount":0,"links":[]}')),
    { status: 1, said: 'repeated keys: results' },
  ],
  [
    'sends invalid UTF-8',
    (socket) => socket.write(answer(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))),
    { whole: true, status: 1, said: 'the body is not UTF-8' },
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
])('a server that %s', async (_, behave, expected) => {
  const { url, requests } = await hostile(behave)
  const told = await fired(expected.whole === true ? [] : LIST, url, FAST)
  expectSound(told, expected)
  expect(requests.length).toBeLessThanOrEqual(expected.most ?? (expected.whole === true ? 300 : 100))
})

/** Servers whose answers can be read, so that nothing ends their runs early. */
const READABLE: readonly (readonly [string, (path: string) => string])[] = [
  ['always has a next page', next],
  ['has a count above 2^53', () => page('', { total: '9007199254740993,"x":1e999' })],
  ['has prototype names as keys, and objects in place of strings', () => page(ODD_KEYS, { total: 3 })],
  ['has duplicate keys', () => '{"results":[],"results":[],"totalCount":0,"links":[]}'],
]

/** The time limit of vitest for a whole run: half a minute alone, more beside other tests. */
const LONG_TEST = { timeout: 120_000 }

/** Checks that all cases of a run are reached, with no more requests than a run against a conforming server sends. */
function expectWhole(told: Told, requests: number): void {
  expectSound(told, { status: 1, said: 'VIOLATES' })
  expect(JSON.parse(told.json)).not.toHaveProperty('notReached')
  expect(requests).toBeLessThan(20_000)
}

test(
  'a whole run against a server that always has a next page, a huge count, odd keys or duplicate keys',
  LONG_TEST,
  async () => {
    let turn = 0
    const { url, requests } = await hostile((socket, { path }) => {
      turn += 1
      socket.write(answer(READABLE[turn % READABLE.length]?.[1](path) ?? ''))
    })
    expectWhole(await fired([], url, FAST), requests.length)
  },
)

test.for(READABLE)('a whole run against a server that %s', LONG_TEST, async ([, body], { skip }) => {
  if (process.env['HOSTILE'] !== 'all') return skip('it takes a quarter of a minute: npm run test:hostile')
  const { url, requests } = await hostile((socket, { path }) => void socket.write(answer(body(path))))
  expectWhole(await fired([], url, FAST), requests.length)
})

/** Text that controls a terminal, a CI log, XML, HTML or Markdown. */
const EVIL =
  '\u001b[31m\u009b2J\u202e::error::x ##[error]y ]]>&<b a="\'>`|</failure><script>\u0007\u0000\ud800\r\n::warning::z'

test('a server with terminal controls, CI commands and markup in each text', async () => {
  const quoted = JSON.stringify(EVIL)
  const inHeaders = Array.from(EVIL)
    .filter((one) => !'\u0000\r\n\ud800'.includes(one))
    .join('')
  const odd = `{${quoted}:${quoted},"type":${quoted},"results":[{"type":${quoted}}],"totalCount":${quoted},"links":[{"rel":"next","href":${quoted}}]}`
  const { url } = await hostile((socket) =>
    socket.write(
      answer(odd, {
        status: `200 ${inHeaders}`,
        headers: `Content-Type: application/json; a=${inHeaders}\r\nX-A: ${inHeaders}\r\n`,
      }),
    ),
  )
  expectSound(await fired([], url, FAST), { status: 1, said: 'expected' })
})

test('a run against a server that stops answering ends after three time limits', async () => {
  let answered = 0
  const { url } = await hostile((socket) => {
    answered += 1
    if (answered === 1) socket.write(answer(page('', { total: 0 })))
  })
  const told = await fired([], url, { flags: ['--timeout', '1000'] })
  expectSound(told, {
    status: 3,
    said: 'the target stopped answering at ',
    aside: `the run could not remove everything that it created; to remove the rest: node ${COMMAND} cleanup --target ${url}\n`,
  })
  expect(answered).toBe(4)
})

test('a redirect to another origin is not followed', async () => {
  const other = await hostile((socket) => socket.write(answer('{}')))
  const { url, requests } = await hostile((socket, { path }) =>
    socket.write(answer('', { status: '307 There', headers: `Location: ${other.url}${path}\r\n` })),
  )
  const env = { MONGODB_ATLAS_PUBLIC_API_KEY: 'key', MONGODB_ATLAS_PRIVATE_API_KEY: 'Pk-93jfkq02-hdKs81' }
  expectSound(await fired([], url, { ...FAST, env }), { status: 1, said: 'the answer is 307' })
  expect(requests.length).toBeGreaterThan(0)
  expect(other.requests).toEqual([])
})
