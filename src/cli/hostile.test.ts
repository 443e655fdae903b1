import { expect, test } from 'vitest'
import {
  answer,
  type Behaviour,
  type Expected,
  expectOutcome,
  expectSound,
  firedApart,
  hostile,
  limited,
  oneOfEach,
  page,
  type ToldApart,
} from './hostile.test-support.ts'
import { COMMAND } from './conform.test-support.ts'

const many = (item: string, count: number): string => Array.from({ length: count }, () => item).join()
const next = (path: string): string => {
  const number = Number(/pageNum=(\d+)/.exec(path)?.[1] ?? 1) + 1
  return page(`{"type":"T${number}"}`, { total: 1e6, next: `?pageNum=${number}` })
}
const DEEP = '['.repeat(200_000) + ']'.repeat(200_000)
const MILLION = page(many('{}', 1_000_000), { total: 1e6 })
const THOUSANDS = page(many('{"type":"SLACK"}', 10_000), { total: 10_000 })
const LONG = `{"results":"${'\\u0041%41&lt;'.repeat(60_000)}"}`
const ODD_KEYS =
  '{"__proto__":{"type":"SLACK"},"type":"__proto__"},{"type":"constructor","toString":1},{"type":{"toString":1}}'

test.each<[string, Behaviour, Expected]>([
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
    { whole: true, status: 1, said: 'expected the required property' },
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
    { status: 1, said: 'expected a documented type' },
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
])('a server that %s', (_, behave, expected) => expectOutcome(behave, expected))

/** Servers whose answers can be read, so that nothing ends their runs early. */
const READABLE: readonly (readonly [string, (path: string) => string])[] = [
  ['always has a next page', next],
  ['has a count above 2^53', () => page('', { total: '9007199254740993,"x":1e999' })],
  ['has prototype names as keys, and objects in place of strings', () => page(ODD_KEYS, { total: 3 })],
  ['has duplicate keys', () => '{"results":[],"results":[],"totalCount":0,"links":[]}'],
]

/** Checks that all cases of a run are reached, with no more requests than a run against a conforming server sends. */
function expectWhole(told: ToldApart, requests: number): void {
  expectSound(told, { status: 1, said: 'VIOLATES' })
  expect(JSON.parse(told.json)).not.toHaveProperty('notReached')
  expect(requests).toBeLessThan(20_000)
}

test('one case of each entry against a server that always has a next page, a huge count, odd keys or duplicate keys', async () => {
  let turn = 0
  const { url, requests } = await hostile((socket, { path }) => {
    turn += 1
    socket.write(answer(READABLE[turn % READABLE.length]?.[1](path) ?? ''))
  })
  expectWhole(await firedApart(oneOfEach(/^/), url), requests.length)
})

test.for(READABLE)('a whole run against a server that %s', async ([, body], { skip }) => {
  if (process.env['HOSTILE'] !== 'all') return skip('it takes a quarter of a minute: npm run test:hostile')
  const { url, requests } = await hostile((socket, { path }) => void socket.write(answer(body(path))))
  expectWhole(await firedApart([], url), requests.length)
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
  expectSound(await firedApart([], url), { status: 1, said: 'expected' })
})

test('a run against a server that stops answering ends after three time limits', async () => {
  let answered = 0
  const { url } = await hostile((socket) => {
    answered += 1
    if (answered === 1) socket.write(answer(page('', { total: 0 })))
  })
  const told = await firedApart([], url, limited('2000'))
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
  expectSound(await firedApart([], url, { env }), { status: 1, said: 'the answer is 307' })
  expect(requests.length).toBeGreaterThan(0)
  expect(other.requests).toEqual([])
})
