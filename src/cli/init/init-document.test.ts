import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { APIS } from '../../../fixtures/apis/apis.ts'
import { listenApi } from '../../../fixtures/apis/kit/listen-api.ts'
import { loadModel } from '../../resource/file/load-model.ts'
import { conform, folder } from '../conform.test-support.ts'

interface Served {
  readonly cwd: string
  readonly url: string
  readonly document: string
  readonly requests: readonly string[]
  readonly held: () => unknown
}

/** A folder with a document and credentials, and the server beside it. */
async function served(name: string): Promise<Served> {
  const api = APIS.find((each) => each.name === name)
  if (api === undefined) throw new Error(`there is no API ${name}`)
  const answers = api.serve()
  const { url, requests, close } = await listenApi(answers)
  onTestFinished(close)
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), JSON.stringify({ principals: { owner: api.principals['owner'] } }))
  return { cwd, url, document: relative(cwd, api.document), requests, held: () => answers.held() }
}

const sorted = (text: string, { url, document }: Served): readonly string[] =>
  text
    .replaceAll(url, 'URL')
    .replaceAll(document, 'DOCUMENT')
    .replaceAll(/looked at URL with \d+/g, 'looked at URL with N')
    .replaceAll(/ {7}.*conform(\.js)? run/g, '       conform run')
    .split('\n')

test('a document and a target give a contract that loads, and a summary of what is known', async () => {
  const api = await served('notes')
  const before = api.held()
  const { cwd, url, document } = api
  const { status, stdout, stderr } = await conform(['init', document, '--target', url, '--write', '*'], { cwd })
  expect([status, stderr]).toEqual([0, ''])
  expect(sorted(stdout, api)).toMatchInlineSnapshot(`
    [
      "note: list, create, read, update, delete; facts: 8 sure, 6 calibrated, 0 guessed, 0 unknown",
      "comment in note: list, create, read, update, delete; facts: 5 sure, 4 calibrated, 0 guessed, 1 unknown",
      "  unknown  updates.unknown",
      "looked at URL with N requests",
      "wrote  conformance/contract.yaml",
      "wrote  conformance/requirements.yaml",
      "kept   conform.config.yaml: the file exists already, and stays as it is",
      "note   the command with --ci github or --ci gitlab writes a CI file too",
      "next   correct conformance/contract.yaml: each line under "guesses" that is removed makes its fact sure",
      "       conform run --contract ./conformance --target URL --dry-run",
      "       conform run --contract ./conformance --target URL --write '*'",
      "",
    ]
  `)
  expect(api.held()).toEqual(before)
  const { model } = loadModel(join(cwd, 'conformance', 'contract.yaml'))
  expect(Object.keys(model.resources)).toEqual(['note', 'comment'])
  expect(model.resources['note']?.delete?.again).toMatchObject({ value: 404, certainty: 'calibrated' })
  const { requirements } = parse(readFileSync(join(cwd, 'conformance', 'requirements.yaml'), 'utf8')) as {
    readonly requirements: readonly object[]
  }
  expect(requirements).toContainEqual({
    id: 'merge-leaves-the-rest',
    text: 'An update that merges changes the properties that it names, and leaves the rest.',
    source: 'RFC 5789, section 2',
    must: ['note'],
  })
})

test('a second time, files that are there stay as they are', async () => {
  const { cwd, document } = await served('shop')
  await conform(['init', document, '--folder', 'shop'], { cwd })
  writeFileSync(join(cwd, 'shop', 'contract.yaml'), 'corrected')
  const { stdout } = await conform(['init', document, '--folder', 'shop'], { cwd })
  expect(stdout).toContain('kept   shop/contract.yaml: the file exists already, and stays as it is\n')
  expect(readFileSync(join(cwd, 'shop', 'contract.yaml'), 'utf8')).toBe('corrected')
})

test('--ci writes a CI file that runs the contract', async () => {
  const { cwd, document } = await served('shop')
  writeFileSync(join(cwd, '.gitignore'), '')
  const flags = ['--folder', 'shop', '--ci', 'gitlab', '--start', './serve']
  const { stdout } = await conform(['init', document, ...flags], { cwd })
  expect(stdout).toContain('wrote  .gitlab-ci.yml\n')
  expect(stdout).toContain('note   put values in place of URL and ')
  expect(stdout).toContain('added  conform.last.*.json and conform.ledger*.jsonl to .gitignore')
  expect(stdout).not.toContain('--ci github or')
  expect(readFileSync(join(cwd, '.gitlab-ci.yml'), 'utf8')).toMatch(
    / conform run --contract \.\/shop --target URL .*--write RESOURCE --start \.\/serve --wait 60s /,
  )
})

test('without a terminal and without --write, a look only reads', async () => {
  const { cwd, url, document, requests } = await served('notes')
  const { status, stdout, stderr } = await conform(['init', document, '--target', url], { cwd })
  expect([status, stderr]).toEqual([
    0,
    "the look only reads; --write RESOURCE allows writes, --write '*' to all of: note, comment\n",
  ])
  expect(stdout).toContain('the run may not write note; --write note allows it')
  expect(requests.map((line) => line.split(' ')[0])).toEqual(requests.map(() => 'GET'))
})

test('--write names the only resource that is written', async () => {
  const { cwd, url, document, requests } = await served('shop')
  await conform(['init', document, '--target', url, '--write', 'order'], { cwd })
  const written = requests.filter((line) => !line.startsWith('GET '))
  expect(written.length).toBeGreaterThan(3)
  expect(written.filter((line) => !line.includes('/orders'))).toEqual([])
})

test('a look that is refused the credentials writes no contract', async () => {
  const { cwd, url, document } = await served('notes')
  writeFileSync(join(cwd, 'conform.config.yaml'), '{ headers: {} }')
  const { stdout } = await conform(['init', document, '--target', url, '--write', '*'], { cwd })
  expect(stdout).toContain('the look ended early: the target asks for credentials with 401')
  expect(stdout).toContain(` with 1 request\n`)
  expect(stdout).toMatch(/^next {3}mend that, and run the command again$/m)
  expect(stdout).not.toContain('contract.yaml')
})

test.each([
  [['--folder', 'x'], '--folder needs the OpenAPI document: init DOCUMENT --folder …'],
  [['DOCUMENT', '--start', 'x'], '--start beside a document needs --ci github or --ci gitlab'],
  [['DOCUMENT', '--group-id', 'x'], '--group-id means nothing beside a document; leave it out'],
  [
    ['DOCUMENT', '--target', 'http://127.0.0.1:1', '--write', 'notes'],
    'there is no resource "notes"; did you mean "note"?; known are note, comment',
  ],
  [
    ['DOCUMENT', '--target', 'http://127.0.0.1:1', '--scope', 'group=1'],
    'there is no scope "group"; this API has no scopes',
  ],
])('%j is refused', async (parameters, message) => {
  const { cwd, document } = await served('notes')
  const named = parameters.map((each) => (each === 'DOCUMENT' ? document : each))
  const { status, stderr, stdout } = await conform(['init', ...named], { cwd })
  expect([status, stdout, stderr.trim()]).toEqual([2, '', message])
})

test('a document without resources is a mistake', async () => {
  const cwd = folder()
  writeFileSync(
    join(cwd, 'openapi.yaml'),
    "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: { /ping: { get: { responses: { '200': { description: ok } } } } }\n",
  )
  const { status, stderr } = await conform(['init', 'openapi.yaml'], { cwd })
  expect([status, stderr]).toEqual([
    2,
    'openapi.yaml has no resource: no collection whose members are created, read, updated or deleted; name the paths in a contract by hand\n',
  ])
})

test('a written contract is run, and finds the server to conform', async () => {
  const api = await served('notes')
  const { cwd, url, document } = api
  const before = api.held()
  await conform(['init', document, '--target', url, '--write', '*'], { cwd })
  const ran = await conform(['run', '--contract', './conformance', '--target', url, '--write', '*'], { cwd })
  expect(ran).toMatchObject({ status: 0, stderr: '' })
  expect(ran.stdout).toContain('CONFORMS')
  expect(api.held()).toEqual(before)
})

test('a mistake in a contract has its place', async () => {
  const { cwd, url, document } = await served('notes')
  await conform(['init', document], { cwd })
  const file = join(cwd, 'conformance', 'contract.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('read: getNote', 'read: getNotes'))
  const { status, stderr } = await conform(['run', '--contract', 'conformance', '--target', url], { cwd })
  expect([status, stderr]).toEqual([
    2,
    'conformance/contract.yaml:30:11  "getNotes" is no operation of the document; did you mean "getNote"?\n',
  ])
})

test('a guess about a property names the property once', async () => {
  const { cwd, document } = await served('notes')
  const { stdout } = await conform(['init', document], { cwd })
  expect(stdout).toContain(
    '  guess    unique: /alias (alias is unique by its description, and POST /notes documents 409)\n',
  )
})
