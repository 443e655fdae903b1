import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SCHEMES } from '../http/auth/schemes.ts'
import { type Config, EMPTY_CONFIG } from './config.ts'
import { loadConfig } from './load-config.ts'

const SCHEME_NAMES = SCHEMES.map(({ name }) => name)
const ENVIRONMENT = { TOKEN: 's3cret', HOST: 'a.example.com', EMPTY: '', BROKEN: 's3cret\n' }

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'conform-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'c.yaml')
  writeFileSync(file, text)
  return file
}

/** The message for a file with the text; the file is called c.yaml. */
function mistakesIn(text: string, environment: Readonly<Record<string, string>> = ENVIRONMENT): string {
  const file = fileWith(text)
  try {
    loadConfig(file, environment)
  } catch (error) {
    return (error as Error).message.replaceAll(file, 'c.yaml')
  }
  return 'no mistake'
}

test('every key is read, times in milliseconds, sizes in bytes, rates in requests a second', () => {
  const file = fileWith(`
target: http://\${HOST}:8080/a
groupId: [64b1f0c2a9d3e45f67890abc, 64b1f0c2a9d3e45f67890abe]
otherGroupId: 64b1f0c2a9d3e45f67890abd
principals:
  owner: { bearer: "\${TOKEN}" }
  reader: { headers: { X-Token: "a \${TOKEN} \${HOST}" } }
  stranger: { digest: { username: u, password: p } }
headers: { X-Env: staging }
rate: 120/m
concurrency: true
timeout: 2.5s
budget: 2000r
limits: { body: 10MB, headers: 64KB }
tls: { ca: ca.pem, insecure: false }
contract: specs/mine
suites: suites/mine
baseline: known.yaml
write: '*'
leave: [payment, refund]
start: npm start -- \${TOKEN}
wait: 1m
`)
  expect(loadConfig(file, ENVIRONMENT)).toMatchObject({
    target: 'http://a.example.com:8080/a',
    groups: ['64b1f0c2a9d3e45f67890abc', '64b1f0c2a9d3e45f67890abe'],
    otherGroup: '64b1f0c2a9d3e45f67890abd',
    principals: {
      owner: { bearer: 's3cret' },
      reader: { headers: { 'X-Token': 'a s3cret a.example.com' } },
      stranger: { digest: { username: 'u', password: 'p' } },
    },
    headers: { 'X-Env': 'staging' },
    rate: 2,
    concurrency: true,
    timeout: 2500,
    budget: { requests: 2000 },
    limits: { body: 10_000_000, headers: 64_000 },
    tls: { ca: 'ca.pem', insecure: false },
    contract: 'specs/mine',
    suites: ['suites/mine'],
    write: ['*'],
    leave: ['payment', 'refund'],
    start: 'npm start -- ${TOKEN}',
    wait: 60_000,
  })
})

test('an empty file is an empty configuration', () => {
  expect(loadConfig(fileWith('# nothing yet\n'), {})).toEqual(EMPTY_CONFIG)
})

test.each([
  ['timout: 1s', 'c.yaml:1:1  unknown key "timout"; did you mean "timeout"?'],
  ['principals: { admin: {} }', 'c.yaml:1:15  unknown key "admin"; known are owner, reader, stranger'],
  [
    'principals: { owner: { bearer: a, digest: { username: u, password: p } } }',
    `c.yaml:1:22  expected exactly one of ${SCHEME_NAMES.slice(0, -1).join(', ')} and ${SCHEME_NAMES.at(-1)}, not a map with bearer, digest`,
  ],
  ['principals: { owner: { digest: { username: u } } }', 'c.yaml:1:24  "password" is missing here'],
  [
    'timeout: soon',
    'c.yaml:1:10  "timeout" takes a time from 1ms to 34560m, such as 10s or 500 (milliseconds), not "soon"',
  ],
  ['timeout: 0', 'c.yaml:1:10  "timeout" takes a time from 1ms to 34560m, such as 10s or 500 (milliseconds), not 0'],
  [
    'timeout: 34561m',
    'c.yaml:1:10  "timeout" takes a time from 1ms to 34560m, such as 10s or 500 (milliseconds), not "34561m"',
  ],
  ['inFlight: 101', 'c.yaml:1:11  expected a whole number from 1 to 100, not 101'],
  [
    'budget: 2000x',
    'c.yaml:1:9  "budget" takes requests such as 2000r, from 1r to 999999999r, or a time such as 60s, from 1ms to 34560m, not "2000x"',
  ],
  ['rate: 0/s', 'c.yaml:1:7  "rate" takes a rate from 0.001/s to 1000000/s, such as 10/s, not "0/s"'],
  ['wait: soon', 'c.yaml:1:7  "wait" takes a time with its unit, such as 30s, at most 34560m, not "soon"'],
  ['start: [a]', 'c.yaml:1:8  expected a shell command that starts the server, not a list'],
  ['limits: { body: 10GB }', 'c.yaml:1:17  "body" takes a size from 1B to 1000MB, such as 10MB or 64KB, not "10GB"'],
  [
    'limits: { headers: 1001MB }',
    'c.yaml:1:20  "headers" takes a size from 1B to 1000MB, such as 10MB or 64KB, not "1001MB"',
  ],
  ['groupId: {}', 'c.yaml:1:10  expected a group id or a list of group ids, not an empty map'],
  ['target: [', 'c.yaml:1:9  this is not YAML: the [ here is never closed; add the ] that ends it'],
  ['headers: { "a b": c }', 'c.yaml:1:12  "a b" is no name of a header: it has letters, digits and hyphens'],
  [
    'principals: { owner: { headers: { X-Token: "${BROKEN}" } } }',
    'c.yaml:1:44  the header "X-Token" has a line break or another character that HTTP does not send; remove it',
  ],
  [
    'principals: { owner: { bearer: "${BROKEN}" } }',
    'c.yaml:1:32  the token has a line break or another character that HTTP does not send; remove it',
  ],
  [
    'headers: { Transfer-Encoding: chunked }',
    'c.yaml:1:12  the header "Transfer-Encoding" belongs to the connection, and each request has its own; remove it',
  ],
  ['concurrency: yes', 'c.yaml:1:14  expected true or false, not "yes"'],
  ['- target', 'c.yaml:1:1  expected keys such as target:, not a list'],
  [
    'groupId: 640000000000000000000000',
    'c.yaml:1:10  expected a group id or a list of group ids, not a number; put it in quotes',
  ],
  [
    'groupId: 64e00000000000000000abcd\notherGroupId: 640000000000000000000000',
    'c.yaml:2:15  expected a text, not a number; put it in quotes',
  ],
  [
    'principals: { owner: { digest: { username: u, password: 12345 } } }',
    'c.yaml:1:57  expected a text, not a number; put it in quotes',
  ],
])('%j has the message %j', (text, message) => {
  expect(mistakesIn(text)).toBe(message)
})

test('a long value is shown short, and a long value of the environment by its name', () => {
  const long = 's3cret'.repeat(100)
  const shown = `"${'s3cret'.repeat(13)}`
  expect(mistakesIn(long)).toBe(`c.yaml:1:1  expected keys such as target:, not ${shown}…`)
  expect(mistakesIn(`${long}: 1`)).toContain(`unknown key ${shown}…; `)
  expect(mistakesIn(`wait: ${long}`)).toContain(`, not ${shown}…`)
  for (const text of ['wait: ${LONG}', 'concurrency: ${LONG}', 'wait: "a ${LONG} b"'])
    expect(mistakesIn(text, { LONG: long })).toMatch(/, not "(?:a )?\$\{LONG\}(?: b)?"$/)
})

test.each([
  ['an open list', '['.repeat(100_000)],
  ['a list', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
])('%s that is nested too deeply is one mistake', (_name, list) => {
  expect(mistakesIn(`target: ${list}`)).toMatch(
    /^c\.yaml:1:\d+ {2}this is nested too deeply: fewer lists and maps may stand in each other$/,
  )
})

test('the message lists all mistakes', () => {
  expect(mistakesIn('target: ${NOBODY}\ntimout: 1s\nrate: {}\n').split('\n')).toHaveLength(2)
})

test('a value of the environment is not expanded again', () => {
  expect(loadConfig(fileWith('headers: { A: "${NEST}" }'), { NEST: '${TOKEN}', TOKEN: 'x' }).headers).toEqual({
    A: '${TOKEN}',
  })
})

test('an unset or empty variable leaves out what it stands for, and the configuration names it with its place', () => {
  const file = fileWith(`target: http://\${NOBODY}/\${EMPTY}
groupId: [a, "\${NOBODY}"]
principals: { owner: { digest: { username: u, password: "\${NOBODY}" } }, reader: { bearer: b } }
headers: { A: "\${NOBODY}", B: b }
rate: \${NOBODY}
limits: { body: "\${NOBODY}", headers: 64KB }
`)
  const { unset = [], ...config } = loadConfig(file, { EMPTY: '', BROKEN: 's3cret\n' })
  expect(config).toEqual({
    ...EMPTY_CONFIG,
    groups: ['a'],
    principals: { reader: { bearer: 'b' } },
    headers: { B: 'b' },
    limits: { headers: 64_000 },
    locate: expect.any(Function) as Config['locate'],
  })
  expect(unset.map(({ name, path: [key] }) => [name, key])).toEqual([
    ['NOBODY', 'target'],
    ['EMPTY', 'target'],
    ['NOBODY', 'groupId'],
    ['NOBODY', 'principals'],
    ['NOBODY', 'headers'],
    ['NOBODY', 'rate'],
    ['NOBODY', 'limits'],
  ])
  expect(unset[0]?.mistake).toEqual({
    message: 'the environment variable NOBODY is not set; set NOBODY, or remove ${NOBODY} from the file',
    at: { file: expect.stringMatching(/c\.yaml$/) as string, line: 1, column: 9 },
  })
})
