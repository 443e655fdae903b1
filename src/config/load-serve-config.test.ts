import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { TOOL } from '../source/tool.ts'
import { loadMembers, loadServeConfig } from './load-serve-config.ts'
import { EMPTY_SERVE_CONFIG, type ServeConfig } from './serve-config.ts'

const ENVIRONMENT = { TOKEN: 's3cret' }

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'conform-serve-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 's.yaml')
  writeFileSync(file, text)
  return file
}

function mistakesIn(text: string, load: (file: string) => unknown): string {
  const file = fileWith(text)
  try {
    load(file)
  } catch (error) {
    return (error as Error).message.replaceAll(file, 's.yaml')
  }
  return 'no mistake'
}

test('every key is read, times in milliseconds and sizes in bytes', () => {
  const file = fileWith(`
port: 8080
host: 0.0.0.0
basePath: /base
groupId: [a, b]
principals:
  owner:
    - { digest: { username: u, password: '\${TOKEN}' } }
    - { oauth2: { clientId: c, clientSecret: '\${TOKEN}' } }
  reader: { bearer: '\${TOKEN}' }
digestAlgorithms: [SHA-256, MD5]
nonceTime: 5m
tokenTime: 60s
members: { b: [{ type: X, secret: '\${TOKEN}' }] }
latency: 50ms-0.2s
rateLimit: 100/m
maxBody: 64KB
faults: [one, two]
variants: three
`)
  expect(loadServeConfig(file, ENVIRONMENT)).toEqual({
    port: 8080,
    host: '0.0.0.0',
    basePath: '/base',
    groups: ['a', 'b'],
    principals: {
      owner: [{ digest: { username: 'u', password: 's3cret' } }, { oauth2: { clientId: 'c', clientSecret: 's3cret' } }],
      reader: [{ bearer: 's3cret' }],
    },
    digestAlgorithms: ['SHA-256', 'MD5'],
    nonceTime: 300_000,
    tokenTime: 60_000,
    members: [{ group: 'b', body: { type: 'X', secret: 's3cret' }, at: { file, line: 14, column: 16 } }],
    latency: { least: 50, most: 200 },
    rateLimit: { requests: 100, seconds: 60 },
    maxBody: 64_000,
    faults: ['one', 'two'],
    variants: ['three'],
    locate: expect.any(Function) as ServeConfig['locate'],
  })
})

test('an empty file is an empty configuration', () => {
  expect(loadServeConfig(fileWith(''), {})).toEqual(EMPTY_SERVE_CONFIG)
})

test.each([
  ['prot: 1', 's.yaml:1:1  unknown key "prot"; did you mean "port"?'],
  ['port: 70000', 's.yaml:1:7  "port" takes a number from 0 to 65535, not 70000'],
  [
    'latency: soon',
    's.yaml:1:10  "latency" takes a time such as 200ms, or a range such as 50ms-300ms, from 0ms to 34560m, not "soon"',
  ],
  ['rateLimit: 5', 's.yaml:1:12  expected a rate such as 100/m, not 5'],
  ['basePath: x', 's.yaml:1:11  expected a path prefix such as /base, not "x"'],
  ['principals: { admin: {} }', 's.yaml:1:15  unknown key "admin"; known are owner, reader, stranger'],
  ['principals: { owner: { digest: { username: u } } }', 's.yaml:1:24  "password" is missing here'],
  ['principals: { owner: [{ bearer: "" }] }', 's.yaml:1:33  "" must NOT have fewer than 1 characters'],
  [
    'principals: { owner: { headers: { A: b } } }',
    's.yaml:1:24  unknown key "headers"; known are bearer, oauth2, digest',
  ],
  ['principals: { owner: {} }', 's.yaml:1:22  expected exactly one of bearer, oauth2 and digest, not an empty map'],
  ['members: [SLACK]', 's.yaml:1:11  expected the body of a create, not "SLACK"'],
  [
    'principals: { owner: { bearer: "${NOBODY}" } }',
    's.yaml:1:32  the environment variable NOBODY is not set; set NOBODY, or remove ${NOBODY} from the file',
  ],
])('%j has the message %j', (text, message) => {
  expect(mistakesIn(text, (file) => loadServeConfig(file, ENVIRONMENT))).toBe(message)
})

test('a file of members is a list for the first group, or a map by group', () => {
  const file = fileWith('- { type: X }\n- { type: Y }\n')
  expect(loadMembers(file, {})).toEqual([
    { body: { type: 'X' }, at: { file, line: 1, column: 3 } },
    { body: { type: 'Y' }, at: { file, line: 2, column: 3 } },
  ])
  expect(mistakesIn('- 1', (path) => loadMembers(path, {}))).toBe('s.yaml:1:3  expected the body of a create, not 1')
})

test('the sample of the documents loads', () => {
  const [, sample = ''] = /```yaml\n(.*?)```/s.exec(readFileSync(join(TOOL.root, 'docs', 'mock.md'), 'utf8')) ?? []
  const environment = { OWNER_PASSWORD: 'a', READER_SECRET: 'b', STRANGER_TOKEN: 'c' }
  expect(Object.keys(loadServeConfig(fileWith(sample), environment).principals)).toEqual([
    'owner',
    'reader',
    'stranger',
  ])
})
