import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlLine } from './curl.ts'
import { curlLines } from './curl-of-moment.ts'
import { plainText } from './plain-text.ts'
import { HOSTILE, sampleExchange } from '../sample-report.test-support.ts'

const REQUEST = { method: 'POST', url: 'http://127.0.0.1:1/a', headers: { Accept: 'a/b', 'Content-Type': 'c/d' } }

/** Runs the line in a POSIX shell and returns the arguments and the standard input of curl. */
function inShell(line: string): { readonly args: readonly string[]; readonly input: string } {
  const script = `curl() { for arg; do printf '%s\\0' "$arg"; done; printf '\\0\\0'; case "$*" in *@-*) cat;; esac; }\n${line}`
  const environment = { ...process.env, CONFORM_AUTHORIZATION: "Bearer it's mine" }
  const [args = '', input = ''] = execFileSync('sh', ['-c', script], { env: environment }).toString().split('\0\0\0')
  return { args: args.split('\0'), input }
}

test('credentials come from a shell variable, which may hold any characters', () => {
  const line = curlLine({ ...REQUEST, headers: { ...REQUEST.headers, Authorization: '<credentials>', 'X-Empty': '' } })
  expect(line).toBe(
    `curl -i -X POST 'http://127.0.0.1:1/a' -H 'Accept: a/b' -H 'Content-Type: c/d' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'X-Empty;'`,
  )
  expect(inShell(line).args).toContain("Authorization: Bearer it's mine")
})

test.each([
  ['reader', '<credentials>', `-H 'Authorization: '"$CONFORM_READER_AUTHORIZATION"`],
  ['stranger', '<credentials>', `-H 'Authorization: '"$CONFORM_STRANGER_AUTHORIZATION"`],
  ['stranger', '<digest>', '--digest --user "$CONFORM_STRANGER_USER"'],
])('a request of the %s with %s has a variable of its own', (as, value, option) => {
  const line = curlLine({ ...REQUEST, headers: { Authorization: value }, as })
  expect(line).toContain(option)
  expect(line).not.toMatch(/\$CONFORM_(AUTHORIZATION|USER)/)
})

test('a shell passes the exact URL and body to curl', () => {
  const body = `{"a":"it's $HOME \`id\` \\n \\\\ %s !x","b":"<secret>"}`
  const { args } = inShell(curlLine({ ...REQUEST, url: `http://127.0.0.1:1/a'b?c=$(id)`, body }))
  expect(args).toEqual([
    '-i',
    '-X',
    'POST',
    `http://127.0.0.1:1/a'b?c=$(id)`,
    '-H',
    'Accept: a/b',
    '-H',
    'Content-Type: c/d',
    '--data-raw',
    body,
  ])
})

test('a body with control characters goes through printf, on a single printable line', () => {
  const body = HOSTILE.replace('\ud800', '').replace('\u0000', '')
  const line = curlLine({ ...REQUEST, body })
  expect(plainText(line)).toBe(line)
  expect(inShell(line)).toMatchObject({ args: expect.arrayContaining(['--data-binary', '@-']), input: body })
})

test('a body that is not UTF-8 is sent byte by byte', () => {
  const line = curlLine({ ...REQUEST, body: '{"a":"\udcff\udcc3é\udc80%"}' })
  expect(line).toContain(String.raw`printf '{"a":"\377\303é\200%%"}' | curl `)
  expect(execFileSync('sh', ['-c', line.split(' | ')[0] ?? ''])).toEqual(
    Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('é'),
      Buffer.from([0x80]),
      Buffer.from('%"}'),
    ]),
  )
})

test('curl sends a body in chunks where the request did', () => {
  const { args } = inShell(curlLine({ ...REQUEST, headers: { 'Transfer-Encoding': 'chunked' }, body: '{}' }))
  expect(args).toContain('Transfer-Encoding: chunked')
})

test('curl adds no header and does not change the path', () => {
  expect(curlLine({ method: 'GET', url: 'http://127.0.0.1:1/a/../b?x[]=1', headers: {} })).toBe(
    `curl --globoff --path-as-is -i -X GET 'http://127.0.0.1:1/a/../b?x[]=1' -H 'Accept:'`,
  )
  expect(
    curlLine({ method: 'PUT', url: 'http://127.0.0.1:1/', headers: { Host: 'x', 'content-length': '1' }, body: '1' }),
  ).toBe(`curl -i -X PUT 'http://127.0.0.1:1/' -H 'Accept:' -H 'Content-Type:' --data-raw '1'`)
})

test('headers of all requests are left out, unless the request is about them', () => {
  const headers = { 'User-Agent': 'x/1', 'Accept-Encoding': 'gzip', Accept: 'a/b' }
  const get = { method: 'GET', url: 'http://127.0.0.1:1/', headers }
  expect(curlLine(get)).toBe(`curl -i -X GET 'http://127.0.0.1:1/' -H 'Accept: a/b'`)
  expect(curlLine({ ...get, differs: [{ name: 'accept-encoding', value: 'gzip' }] })).toBe(
    `curl -i -X GET 'http://127.0.0.1:1/' -H 'Accept-Encoding: gzip' -H 'Accept: a/b'`,
  )
  const { 'User-Agent': _, ...others } = headers
  expect(curlLine({ ...get, headers: others, differs: [{ name: 'User-Agent' }] })).toBe(
    `curl -i -X GET 'http://127.0.0.1:1/' -H 'Accept: a/b' -H 'User-Agent:'`,
  )
})

test('HEAD uses --head, and a long body comes from a file', () => {
  expect(curlLine({ ...REQUEST, method: 'HEAD' })).toContain('curl --head ')
  expect(curlLine({ ...REQUEST, body: 'x'.repeat(1_001) })).toMatch(/ --data-binary @BODY$/)
})

test('a comment tells how to get a body that is too long for a command', () => {
  const exchange = sampleExchange('SLACK', '{}')
  const long = { ...exchange, request: { ...exchange.request, body: 'x'.repeat(1_001) } }
  expect(curlLines(long)).toEqual([
    '# put the body into the file BODY first: a JSON report has up to 4,000 characters of it, and the replay sends it whole',
    curlLine(long.request),
  ])
})
