import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlLine } from './curl.ts'
import { curlLines } from './curl-of-moment.ts'
import { sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import type { Result } from '../../src/report/report.ts'

const [SLACK, DATADOG, LIST] = ['SLACK', 'DATADOG', ''].map((key) => sampleExchange(key, '{}')) as [
  ReturnType<typeof sampleExchange>,
  ReturnType<typeof sampleExchange>,
  ReturnType<typeof sampleExchange>,
]
const MOMENT = [
  { exchange: 0, startMs: 0, endMs: 9 },
  { exchange: 1, startMs: 1 },
  { exchange: 2, startMs: 12, endMs: 15 },
]

test('the requests of a moment are sent side by side, and those after it once all are answered', () => {
  const lines = curlLines(LIST, { timeline: MOMENT }, { exchanges: [SLACK, DATADOG, LIST] })
  const [slack, datadog, list] = [SLACK, DATADOG, LIST].map(({ request }) => curlLine(request))
  expect(lines).toEqual([`${slack} &`, `${datadog} &`, 'wait', list])
  const script = `curl() { sleep 0.2; echo sent; }\n${lines.join('\n')}`
  expect(execFileSync('sh', ['-c', script]).toString()).toBe('sent\n'.repeat(3))
})

test('a finding without a moment, or whose requests are not all kept, has the command of its exchange', () => {
  const alone = [curlLine(SLACK.request)]
  expect(curlLines(SLACK)).toEqual(alone)
  expect(curlLines(SLACK, { timeline: MOMENT.slice(0, 1) }, { exchanges: [SLACK] })).toEqual(alone)
  expect(curlLines(SLACK, { timeline: MOMENT }, { exchanges: [SLACK, DATADOG] })).toEqual(alone)
})

const as = (method: string, one: typeof SLACK): typeof SLACK => ({ ...one, request: { ...one.request, method } })

test('the few writes before a request are sent before it, and the reads between them', () => {
  const [create, read, list] = [as('POST', SLACK), as('GET', SLACK), as('GET', LIST)]
  const line = ({ request }: typeof SLACK): string => curlLine(request)
  // A read before the first write is a part of the set-up.
  expect(curlLines(read, { exchange: 4 }, { exchanges: [list, create, read, DATADOG, read] })).toEqual(
    [create, read, DATADOG, read].map(line),
  )
  expect(curlLines(read, { exchange: 2 }, { exchanges: [list, list, read] })).toEqual([line(read)])
  const lists = Array.from({ length: 6 }, () => list)
  expect(curlLines(read, { exchange: 8 }, { exchanges: [create, ...lists, read, read] })).toEqual(
    [create, read, read].map(line),
  )
})

test('a comment stands for more writes than a reader would send by hand', () => {
  const create = as('POST', SLACK)
  const creates = Array.from({ length: 7 }, () => create)
  const line = curlLine(create.request)
  expect(curlLines(create, { exchange: 6 }, { exchanges: creates })).toEqual(creates.map(() => line))
  expect(curlLines(DATADOG, { exchange: 7 }, { exchanges: [...creates, DATADOG] })).toEqual([
    '# 7 writes of the case come before this request; the replay sends them',
    curlLine(DATADOG.request),
  ])
})

test('altered credentials are told by a comment, and the right ones are not sent in their place', () => {
  const { request } = SLACK
  const comment = '# without the altered credentials of this request, which no report shows; the replay sends them'
  for (const given of [{ as: 'emptied' }, { differs: [{ name: 'Authorization', value: '<credentials>' }] }]) {
    const altered = { ...SLACK, request: { ...request, ...given } }
    const [first, second, ...others] = curlLines(altered)
    expect([first, others]).toEqual([comment, []])
    expect(second).not.toContain('CONFORM_')
    expect(curlLines(altered, { timeline: MOMENT }, { exchanges: [altered, DATADOG, LIST] })[1]).toMatch(/^curl .* &$/)
  }
  expect(curlLines({ ...SLACK, request: { ...request, as: 'reader' } })).toHaveLength(1)
})

const remark = (how: object): string | undefined =>
  curlLines({ ...SLACK, request: { ...SLACK.request, ...how } }).find((line) => line.startsWith('#'))

test('a comment tells that the body of a command goes whole, which went in pieces', () => {
  expect(remark({})).toBeUndefined()
  expect(remark({ inPieces: true })).toBe('# with the body whole, which went in pieces; the replay sends it so')
  expect(remark({ inChunks: true, cutWithin: true })).toBe(
    '# with the body in one chunk, which went in chunks, cut within characters; the replay sends it so',
  )
})

test('a body is sent with zeros in the place of its secrets', () => {
  const request = { ...SLACK.request, method: 'POST', body: '{"apiKey":"<secret>"}', sample: '{"apiKey":"0000"}' }
  expect(curlLine(request)).toContain(`--data-raw '{"apiKey":"0000"}'`)
})

/** Runs lines in a POSIX shell, with a curl that tells its URL and body, and answers a create. */
function inShell(lines: readonly string[], answer: string): readonly string[] {
  const script = `curl() {
    case "$*" in *'-D - '*) printf 'HTTP/1.1 201\\r\\nLocation: %s\\r\\n\\r\\n' "$ANSWER";; *) printf %s "$ANSWER";; esac
    for a; do case $a in http*|'{'*) printf 'SENT %s\\n' "$a" >&2;; esac; done
  }
  { ${lines.join('\n')}
  } 2>&1 >/dev/null`
  const output = execFileSync('sh', ['-c', script], { env: { ...process.env, ANSWER: answer } }).toString()
  return Array.from(output.matchAll(/SENT (.*)/g), ([, argument = '']) => argument)
}

const ORIGIN = 'http://127.0.0.1:1'

function sent(line: string, body: string, headers: Readonly<Record<string, string>> = {}): typeof SLACK {
  const [method = '', path = '', given] = line.split(' ')
  const request = { method, url: `${ORIGIN}${path}`, headers: {}, ...(given === undefined ? {} : { body: given }) }
  const status = method === 'POST' ? 201 : 200
  return { request, response: { status, headers, body }, durationMs: 1 } as unknown as typeof SLACK
}

const HAS_JQ = spawnSync('sh', ['-c', 'command -v jq']).status === 0

test.skipIf(!HAS_JQ)('a key that the server chose is taken from the answer to its create', () => {
  const create = sent('POST /notes {"a":1}', '{"data":{"first":"n-1234567","id":"n-1234567"}}')
  const read = sent('GET /notes/n-1234567/comments?of=n-1234567', '')
  const link = sent('PUT /links/own {"to":"n-1234567","x":"n-12345678"}', '')
  const other = sent('GET /notes/n-7654321', '')
  const lines = curlLines(other, { exchange: 3 }, { exchanges: [create, read, link, other] })
  expect(lines[0]).toMatch(
    /^id=\$\(curl -sS -D \/dev\/stderr -X POST .* \| tee \/dev\/stderr \| jq -r '\.data\.id\|@uri'\)$/,
  )
  const fresh = `{1,2}"$x`
  expect(inShell(lines, JSON.stringify({ data: { id: fresh } }))).toEqual([
    `${ORIGIN}/notes`,
    '{"a":1}',
    `${ORIGIN}/notes/%7B1%2C2%7D%22%24x/comments?of=%7B1%2C2%7D%22%24x`,
    `${ORIGIN}/links/own`,
    '{"to":"%7B1%2C2%7D%22%24x","x":"n-12345678"}',
    `${ORIGIN}/notes/n-7654321`,
  ])
})

test('a short key is replaced below its own list alone, and each create has a variable of its own', () => {
  const note = sent('POST /people/7/notes', '{"id":7}')
  const comment = sent('POST /people/7/notes/7/comments', '{"size":3,"id":3}')
  const read = sent('GET /people/7/notes/7/comments/3?page=7', '')
  expect(
    curlLines(read, { exchange: 2 }, { exchanges: [note, comment, read] }).map((line) =>
      line.replace(/ -H .*?(?= \||$)/, ''),
    ),
  ).toEqual([
    `id=$(curl -sS -D /dev/stderr -X POST '${ORIGIN}/people/7/notes' | tee /dev/stderr | jq -r '.id|@uri')`,
    `id2=$(curl -sS -D /dev/stderr -X POST '${ORIGIN}/people/7/notes/'"$id"'/comments' | tee /dev/stderr | jq -r '.id|@uri')`,
    `curl -i -X GET '${ORIGIN}/people/7/notes/'"$id"'/comments/'"$id2"'?page=7'`,
  ])
})

test('a key that only the Location tells is taken from there', () => {
  const create = sent('POST /notes', '', { location: `${ORIGIN}/notes/41` })
  const read = sent('GET /notes/41', '')
  const lines = curlLines(read, { exchange: 1 }, { exchanges: [create, read] })
  expect(inShell(lines, '/notes/42/')).toEqual([`${ORIGIN}/notes`, `${ORIGIN}/notes/42`])
  expect(inShell(lines, `/notes/$(id)'"{x}`)).toEqual([`${ORIGIN}/notes`, `${ORIGIN}/notes/`])
})

test('a comment tells of a key that no command can take', () => {
  const create = sent('POST /notes', '<id>n-1234567</id>')
  const read = sent('GET /notes/n-1234567', '')
  const comment = '# put the key that this answer tells in place of n-1234567 below'
  expect(curlLines(read, { exchange: 1 }, { exchanges: [create, read] })[1]).toBe(comment)
  const made = sent('POST /notes', '{"id":"n-1234567"}')
  const timeline = MOMENT.map((one, index) => (index === 2 ? { ...one, exchange: 2 } : one))
  const lines = curlLines(read, { timeline, exchange: 2 }, { exchanges: [made, LIST, read] })
  expect(lines).toEqual([
    expect.stringMatching(/^curl -i .* &$/),
    comment,
    expect.any(String),
    'wait',
    expect.any(String),
  ])
})

test('a key that the client chose, or that a shell would read, is sent as it was', () => {
  const keys = ['SLACK-DATA', 'admin', "a'$(id)-long", '\nrm-of-all']
  for (const key of keys) {
    const create = sent(`POST /notes {"key":"SLACK-DATA","in":"admin"}`, JSON.stringify({ key }))
    const read = { ...create, request: { ...create.request, method: 'GET', url: `${ORIGIN}/notes/${key}` } }
    expect(curlLines(read, { exchange: 1 }, { exchanges: [create, read] })).toEqual(
      [create, read].map(({ request }) => curlLine(request)),
    )
  }
})

test('a history has each of its steps, and no request before them', () => {
  const [create, list] = [as('POST', SLACK), as('GET', LIST)]
  const result = sampleResult({
    id: 'history.any-order',
    status: 'fail',
    findings: [sampleFinding({ exchange: 0 }), sampleFinding({ exchange: 3 })],
    exchanges: [create, list, list, list],
    counterexample: historyOf([list, list, list]),
  })
  const line = curlLine(list.request)
  expect(curlLines(list, { exchange: 3 }, result)).toEqual([line, line, line])
  expect(curlLines(create, { exchange: 0 }, result)).toEqual([curlLine(create.request)])
  const lists = Array.from({ length: 22 }, () => list)
  const long = { ...result, findings: [sampleFinding({ exchange: 21 })], exchanges: lists }
  const counterexample = { ...historyOf(lists), finding: 0 }
  expect(curlLines(list, { exchange: 21 }, { ...long, counterexample })).toEqual([
    '# 21 steps of the history come before this request; the replay sends them',
    line,
  ])
})

function historyOf(steps: readonly (typeof SLACK)[]): NonNullable<Result['counterexample']> {
  return { finding: 1, name: '', shrinks: 0, value: [], steps: steps.map(({ request }) => request) }
}

test('reads of the same URL are sent before a request that no write precedes', () => {
  const [read, other] = [as('GET', SLACK), as('GET', LIST)]
  const early = { ...read, request: { ...read.request, headers: { Accept: 'a/b' } } }
  expect(curlLines(read, { exchange: 2 }, { exchanges: [early, other, read] })).toEqual(
    [early, read].map(({ request }) => curlLine(request)),
  )
})

test('the read that shows a finding comes last', () => {
  const [write, list] = [as('PUT', SLACK), as('GET', LIST)]
  const lines = [write, list].map(({ request }) => curlLine(request))
  expect(curlLines(write, { exchange: 0, shownBy: 2 }, { exchanges: [write, SLACK, list] })).toEqual(lines)
  expect(curlLines(write, { exchange: 0 }, { exchanges: [write, SLACK, list] })).toEqual(lines.slice(0, 1))
})

function at(ms: number, durationMs: number, one: typeof SLACK): typeof SLACK {
  return { ...one, startedAt: new Date(ms).toISOString(), durationMs }
}

test('requests that were over before a moment are sent first, and those under way with it are not', () => {
  const create = at(0, 9, sent('POST /notes', '{"id":"n-1234567"}'))
  const other = at(10, 9, sent('DELETE /notes/x', ''))
  const [write, read] = [at(10, 8, sent('DELETE /notes/n-1234567', '')), at(10, 7, sent('GET /notes/n-1234567', ''))]
  const timeline = [2, 3].map((exchange) => ({ exchange, startMs: 0, endMs: 7 }))
  expect(curlLines(read, { timeline, exchange: 3 }, { exchanges: [create, other, write, read] })).toEqual([
    expect.stringMatching(/^id=\$\(curl .* -X POST /),
    expect.stringMatching(/^curl -i -X DELETE '[^']*\/notes\/'"\$id" .*&$/),
    expect.stringMatching(/^curl -i -X GET '[^']*\/notes\/'"\$id" .*&$/),
    'wait',
  ])
})

/** Runs lines in a POSIX shell, with a curl that tells its conditions and answers with an ETag. */
function conditionsInShell(lines: readonly string[], etag: string): readonly string[] {
  const script = `curl() {
    case "$*" in *'-D - '*) printf 'HTTP/1.1 200\\r\\neTaG:  %s \\r\\n\\r\\n' "$ANSWER";; esac
    for a; do case $a in If-*) printf 'SENT %s\\n' "$a" >&2;; esac; done
  }
  { ${lines.join('\n')}
  } 2>&1 >/dev/null`
  const output = execFileSync('sh', ['-c', script], { env: { ...process.env, ANSWER: etag } }).toString()
  return Array.from(output.matchAll(/SENT (.*)/g), ([, argument = '']) => argument)
}

const given = (one: typeof SLACK, headers: Readonly<Record<string, string>>): typeof SLACK => ({
  ...one,
  request: { ...one.request, headers },
})

test('a condition has the ETag that an answer before it tells', () => {
  const create = sent('POST /notes/a {"a":1}', '{}')
  const read = sent('GET /notes/a', '{}', { ETag: '"1-abc"' })
  const [put, late] = ['"1-abc"', '"0-other"'].map((tag) => given(sent('PUT /notes/a {}', '{}'), { 'If-Match': tag }))
  if (put === undefined || late === undefined) throw new Error('two requests')
  const lines = curlLines(late, { exchange: 4 }, { exchanges: [create, read, put, put, late] })
  expect(lines[1]).toMatch(/^etag=\$\(curl -sS -D - -o \/dev\/stderr -X GET .* \| tee \/dev\/stderr \| sed -n .*\)$/)
  expect(lines[2]).toContain(`-H 'If-Match: '"$etag"`)
  expect(conditionsInShell(lines, 'W/"7 $x"')).toEqual([
    'If-Match: W/"7 $x"',
    'If-Match: W/"7 $x"',
    'If-Match: "0-other"',
  ])
})

test.skipIf(!HAS_JQ)('a page has the token that the page before it tells, also as the key of its last item', () => {
  const first = sent('GET /notes?size=2', '{"items":[{"id":"n-11111111"},{"id":"n-22222222"}],"next":"t-33333333"}')
  const second = sent('GET /notes?size=2&token=t-33333333', '{}')
  const lines = curlLines(second, { exchange: 4 }, { exchanges: [first, second, first, first, second] })
  expect(lines).toHaveLength(2)
  expect(inShell(lines, '{"next":"a b"}')).toEqual([`${ORIGIN}/notes?size=2`, `${ORIGIN}/notes?size=2&token=a%20b`])
  const after = sent('GET /notes?after=n-22222222', '{}')
  const [told, own] = curlLines(after, { exchange: 1 }, { exchanges: [first, after] })
  expect(told).toContain(`jq -r '.items[-1].id|@uri'`)
  expect(own).toContain(`'${ORIGIN}/notes?after='"$token"`)
})

test.skipIf(!HAS_JQ)('a reference in a body is taken from the answer to the create of its member', () => {
  const copy = sent('POST /copies {"code":"a"}', '{"id":"c-11111111","state":"available"}')
  const loan = sent('POST /loans {"copy_id":"c-11111111","note":"available"}', '{"id":"l-22222222"}')
  const read = sent('GET /loans/l-22222222', '{}')
  const lines = curlLines(read, { exchange: 2 }, { exchanges: [copy, loan, read] })
  expect(lines[1]).toContain(`--data-raw '{"copy_id":"'"$id"'","note":"available"}'`)
  expect(inShell(lines, '{"id":"x-3"}')).toEqual([
    `${ORIGIN}/copies`,
    '{"code":"a"}',
    `${ORIGIN}/loans`,
    '{"copy_id":"x-3","note":"available"}',
    `${ORIGIN}/loans/x-3`,
  ])
})
