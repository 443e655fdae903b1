import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import { parseYamlSource } from '../source/yaml-source.ts'
import { loadContract } from './load-contract.ts'
import { readFacts } from './read-facts.ts'

const WIDGETS = join(TOOL.root, 'fixtures', 'widgets')

/** The contract of widgets as a model with cases. */
const MODEL = `model: 2
name: widgets
version: 1.1.0
document: openapi.yaml
headers: { Accept: application/json, Content-Type: application/json }
errors: { schema: answer:Problem, status: /status }
scopes: { shop: { parameter: shop, unknown: no-such-shop } }
resources:
  widget:
    within: [ { scope: shop } ]
    key: { parameters: [ name ], address: { name: /name } }
    list: { operation: listWidgets }
    create: { operation: createWidget }
    read: readWidget
    updates: [ { operation: updateWidget, media: application/json } ]
    delete: { operation: deleteWidget }
cases:
  resource: widget
  earlierVersions: [ 1.0.0 ]
  requirements: requirements.yaml
  suites: suites
  payloads: payloads
  identity: /id
  setup: create-succeeds
  error: { code: /code, reason: /title }
  refusals: { body: [ 400 ], query: [ 400 ], path: [ 404 ] }
  portableText: { minLength: 1, maxLength: 40, pattern: '^[a-z]+$' }
`

/** A copy of the folder of widgets with another `contract.yaml`. */
function folderWith(text: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contract-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(WIDGETS, folder, { recursive: true })
  writeFileSync(join(folder, 'contract.yaml'), text)
  return folder
}

function replaced(from: string, to: string): string {
  if (!MODEL.includes(from)) throw new Error(`the model does not hold ${from}`)
  return MODEL.replace(from, to)
}

/** The mistakes of a changed model, with paths from its folder. */
function mistakesOf(from: string, to: string): string {
  const folder = folderWith(replaced(from, to))
  try {
    loadContract(folder, ENVIRONMENT_ROLES)
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(`${folder}/`, '')
    throw error
  }
  return ''
}

function factsIn(text: string): unknown {
  return readFacts(parseYamlSource('contract.yaml', text), ENVIRONMENT_ROLES).facts
}

test('a contract of resources with cases is the contract of its older form', () => {
  const older = loadContract(WIDGETS, ENVIRONMENT_ROLES).contract
  const folder = folderWith(MODEL)
  const { contract } = loadContract(folder, ENVIRONMENT_ROLES)
  expect(JSON.parse(JSON.stringify(contract).replaceAll(folder, 'fixtures/widgets'))).toEqual(
    JSON.parse(JSON.stringify(older)),
  )
})

test('each optional key of the older form has its place in a contract of resources', () => {
  const envelope = 'envelope: { parameter: envelope, status: /status, content: /content }\n'
  const shared = `  redaction: x-redaction
  credentials: { tokenPath: /token }
`
  const scope = { parameter: 'shop', unknown: 'no-such-shop', notFound: 'NO_SHOP' }
  const page = {
    items: '/items',
    total: '/total',
    links: '/links',
    link: { relation: '/rel', target: '/href' },
    parameters: { size: 'size', number: 'page' },
    size: 20,
  }
  const environment = { target: ['URL'], scope: 'SHOP', digest: { username: 'USER', password: 'KEY' } }
  const older = `name: widgets
version: 1.1.0
earlierVersions: [ 1.0.0 ]
openapi: openapi.yaml
requirements: requirements.yaml
suites: suites
payloads: payloads
resource:
  scope: ${JSON.stringify(scope)}
  key: { parameter: name, pointer: /name }
  identity: /id
  operations: { list: listWidgets, create: createWidget, read: readWidget, update: updateWidget, delete: deleteWidget }
  setup: create-succeeds
  cleanup: delete-succeeds
  removal: deleted-is-gone
error: { schema: Problem, status: /status, code: /code, reason: /title }
page: ${JSON.stringify(page)}
headers: { Accept: application/json, Content-Type: application/json }
refusals: { body: [ 400 ], query: [ 400 ], path: [ 404 ] }
portableText: { minLength: 1, maxLength: 40, pattern: '^[a-z]+$' }
environment: ${JSON.stringify(environment)}
${envelope}${shared.replaceAll(/^ {2}/gm, '')}`
  const pages =
    '[ { style: number, number: page, size: size, first: 1 }, { style: link, next: { links: /links, relation: /rel, target: /href } } ]'
  const model = replaced('unknown: no-such-shop', 'unknown: no-such-shop, from: SHOP')
    .replace('resources:', `${envelope}resources:`)
    .replace('listWidgets }', `listWidgets, items: /items, total: /total, pages: ${pages} }`)
    .concat(shared)
    .concat('  cleanup: delete-succeeds\n  removal: deleted-is-gone\n  notFound: NO_SHOP\n  pageSize: 20\n')
    .concat('  environment: { target: [ URL ], digest: { username: USER, password: KEY } }\n')
  expect(factsIn(model)).toEqual(factsIn(older))
})

test.each([
  ['resource: widget', 'resource: widgets', '18:13  "widgets" is no resource of this file; did you mean "widget"?'],
  [
    '  setup:',
    '  set-up:',
    '17:1  "setup" is missing here\ncontract.yaml:24:3  unknown key "set-up"; did you mean "setup"?',
  ],
  ['version: 1.1.0', 'version: latest', '3:10  expected a version such as 1.0.0, not "latest"'],
  [
    'listWidgets',
    'listWidget',
    '12:24  "listWidget" is no operation of the OpenAPI document; did you mean "listWidgets"?',
  ],
  [
    'read: readWidget',
    'read: readWidgets',
    '14:11  "readWidgets" is no operation of the OpenAPI document; did you mean "readWidget"?',
  ],
  ['operation: updateWidget', 'operation: putWidget', '15:29  "putWidget" is no operation of the OpenAPI document'],
  [
    'setup: create-succeeds',
    'setup: create-succeed',
    '24:10  "create-succeed" is no requirement; did you mean "create-succeeds"?',
  ],
  ['1.0.0 ]', '1.2.0 ]', '3:10  "1.1.0" is not above "1.2.0"; versions stand in order, the oldest first'],
  ['1.0.0 ]', '1.0.0, 0.9.0 ]', '19:29  "0.9.0" is not above "1.0.0"; versions stand in order, the oldest first'],
  [
    'payloads: payloads',
    'payloads: payload',
    '22:13  the folder of the payloads, payload, cannot be read: there is no such folder; create the folder with a file KEY.yaml for each key, or correct the path',
  ],
  ['    delete: { operation: deleteWidget }\n', '', '9:3  "delete" is missing here; cases need it'],
  [', status: /status', '', '6:1  "status" is missing here; cases need it'],
  [', unknown: no-such-shop', '', '7:11  "unknown" is missing here; cases need it'],
  [
    '    within: [ { scope: shop } ]\n',
    '',
    '10:5  cases need a resource that stands in one scope and in no other resource',
  ],
  ['    key: {', '    wrap: { request: /widget }\n    key: {', '11:5  cases know no member in a wrap'],
  [
    '[ name ], address: { name: /name }',
    '[ shelf, name ]',
    '11:12  cases need a key of one path parameter\ncontract.yaml:11:5  "address" is missing here; cases need it',
  ],
  ['  setup:', '  pageSize: 20\n  setup:', '24:3  no page style of "list" has a "size" and counts from 1'],
  [
    'listWidgets }',
    'listWidgets, items: /items, pages: [ { style: number, number: page, size: size, first: 1 } ] }',
    '17:1  "pageSize" is missing here; cases need it',
  ],
])('a mistake has its place: %j becomes %j', (from, to, message) => {
  expect(mistakesOf(from, to)).toBe(`contract.yaml:${message}`)
})

test('a contract of resources without cases is none for this engine', () => {
  expect(mistakesOf(MODEL.slice(MODEL.indexOf('cases:')), '')).toBe(
    'contract.yaml:1:1  this is a contract of resources; this command takes a contract with cases',
  )
})
