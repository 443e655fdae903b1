import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadFromSource } from '../bundle/load-from-source.ts'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import { contractAsOf } from './contract-as-of.ts'
import { CONTRACT } from './loaded.test-support.ts'
import { loadContract } from './load-contract.ts'
import { responseFor } from './response-for.ts'

const WIDGETS = join(TOOL.root, 'fixtures', 'widgets')
const { contract: OTHER } = loadContract(WIDGETS, ENVIRONMENT_ROLES)

/** A copy of the contract of widgets, with one text of one file replaced. */
function changed(file: string, from: string, to: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contract-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(WIDGETS, folder, { recursive: true })
  const text = readFileSync(join(folder, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
  writeFileSync(join(folder, file), text.replace(from, to))
  return folder
}

/** The mistakes of a changed contract, with paths from its folder. */
async function mistakesOf(file: string, from: string, to: string): Promise<string> {
  const folder = changed(file, from, to)
  const error: unknown = await loadFromSource(folder).catch((cause: unknown) => cause)
  if (!(error instanceof UserError)) throw error
  return `\n${error.message.replaceAll(`${folder}/`, '')}\n`
}

test('a contract needs no page, envelope, redaction, credentials and environment', () => {
  const { page, envelope, redaction, credentials, environment, resource } = OTHER
  expect([page, envelope, redaction, credentials]).toEqual([undefined, undefined, undefined, undefined])
  expect(environment).toEqual({ target: [], credentials: {} })
  expect(resource.key.values).toEqual([])
  expect(resource.single).toEqual(['read', 'create', 'update'])
  expect(Object.keys(resource.variants)).toEqual(['left', 'right'])
  expect(CONTRACT.resource.single).toEqual(['read'])
})

test('inline schemas have names, and a status has its own answer, that of its class, or the default', () => {
  const operation = (id: string) => OTHER.operations[id] ?? expect.fail(id)
  expect(responseFor(operation('listWidgets'), 200)).toEqual({ schema: 'listWidgets.200' })
  expect(OTHER.schemas['listWidgets.200']).toMatchObject({ type: 'array' })
  expect(responseFor(operation('listWidgets'), 404)).toEqual({ schema: 'Problem' })
  expect(responseFor(operation('listWidgets'), 500)).toBe(undefined)
  expect(responseFor(operation('createWidget'), 500)).toEqual({ schema: 'Problem' })
  expect(responseFor(operation('deleteWidget'), 204)).toEqual({})
})

test('a folder of payloads that is missing, or is a file, is a mistake with its place', async () => {
  expect(await mistakesOf('contract.yaml', 'payloads: payloads', 'payloads: payload')).toMatchInlineSnapshot(`
    "
    contract.yaml:10:11  the folder of the payloads, payload, cannot be read: there is no such folder; create the folder with a file KEY.yaml for each key, or correct the path
    "
  `)
  expect(await mistakesOf('contract.yaml', 'payloads: payloads', 'payloads: openapi.yaml')).toMatchInlineSnapshot(`
    "
    contract.yaml:10:11  the folder of the payloads, openapi.yaml, cannot be read: it is a file; create the folder with a file KEY.yaml for each key, or correct the path
    "
  `)
})

const LIST = '        expect: { list-succeeds: { status: 200 }, list-holds-each-once: { page: { items: all } } }'

const STEP = `      - send: { operation: list }\n${LIST}`
const TOKEN = '{ operation: token, body: { raw: text } }'

test.each([
  ['a total', LIST, '        expect: { list-succeeds: { page: { total: exact } } }', ['14:36  "page"', 'page.total']],
  ['links', LIST, '        expect: { list-succeeds: { page: { links: self } } }', ['14:36  "page"', 'page.links']],
  ['masks', LIST, '        expect: { list-succeeds: { redacted: tail } }', ['14:36  "redacted"', 'redaction']],
  ['tokens', '{ operation: list }', TOKEN, ['13:9  the operation "token"', 'credentials']],
  [
    'page numbers',
    STEP,
    '      - walk: { operation: list, by: number }\n        expect: { list-succeeds: { status: 200 } }',
    ['13:9  a walk by number', 'page.parameters'],
  ],
] as const)(
  'a suite that relies on %s is refused where the contract has none',
  async (...[, from, to, [place, key]]) => {
    expect(await mistakesOf('suites/widgets.yaml', from, to)).toBe(
      `\nsuites/widgets.yaml:${place} needs the key "${key}" of contract.yaml, which this contract lacks; add the key, or remove what needs it\n`,
    )
  },
)

test('a requirement is a must since a version that the contract names', async () => {
  expect(await mistakesOf('requirements.yaml', 'since: 1.1.0', 'since: 1.2.0')).toMatchInlineSnapshot(`
    "
    requirements.yaml:36:12  "1.2.0" is no version of the contract, whose versions are 1.0.0, 1.1.0; correct it, or raise "version" in contract.yaml
    "
  `)
  expect(await mistakesOf('requirements.yaml', 'level: must\n    since', 'level: should\n    since'))
    .toMatchInlineSnapshot(`
    "
    requirements.yaml:35:12  expected must beside "since", not "should"
    "
  `)
})

test('the versions of a contract rise', async () => {
  expect(await mistakesOf('contract.yaml', 'version: 1.1.0', 'version: 1.0.0')).toMatchInlineSnapshot(`
    "
    contract.yaml:5:10  "1.0.0" is not above "1.0.0"; versions stand in order, the oldest first
    requirements.yaml:36:12  "1.1.0" is no version of the contract, whose versions are 1.0.0, 1.0.0; correct it, or raise "version" in contract.yaml
    "
  `)
  expect(await mistakesOf('contract.yaml', 'earlierVersions: [1.0.0]', 'earlierVersions: [1.0.0, 0.10.0, 0.9.0]'))
    .toMatchInlineSnapshot(`
    "
    contract.yaml:6:26  "0.10.0" is not above "1.0.0"; versions stand in order, the oldest first
    "
  `)
})

test('a contract is held to an earlier version, and to none that it does not name', () => {
  expect(contractAsOf(OTHER, undefined)).toBe(OTHER)
  expect(contractAsOf(OTHER, '1.1.0').requirements).toEqual(OTHER.requirements)
  expect(contractAsOf(OTHER, '1.0.0').requirements['list-is-filtered']).toMatchObject({ level: 'should', coming: true })
  expect(contractAsOf(OTHER, '1.0.0').requirements['read-succeeds']).toBe(OTHER.requirements['read-succeeds'])
  expect(() => contractAsOf(OTHER, '2.0.0')).toThrow(
    '"2.0.0" is no version of the contract "widgets"; did you mean "1.0.0"?; its versions are 1.0.0, 1.1.0',
  )
})

test('a suite has a hint for a property whose schema cannot be drawn from', async () => {
  const folder = changed('openapi.yaml', 'enum: [red, green, blue]', String.raw`pattern: '(a)\1'`)
  const { suites } = await loadFromSource(folder)
  const hints = suites.flatMap((suite) => suite.hints.map(({ message, at }) => `${at?.line}: ${message}`))
  expect(hints).toEqual([
    '34: widgets.valid will be skipped: no values can be drawn: a backreference has no finite automaton (at "/colour")',
  ])
})
