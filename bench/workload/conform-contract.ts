import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DRAWN_KEY, DRAWN_SCHEMA, elsewhere } from './drawn-item.ts'
import { HEADER, ITEM_SCHEMA, keys, MEDIA_TYPE } from './item.ts'

/** Writes a contract for the bench, with one suite and one row for each case. */
export function writeContract(folder: string, count: number): void {
  writeParts(folder, suite(count))
}

/** Writes the same contract with one property, and one row for each lane. */
export function writePropertyContract(folder: string, lanes: number): void {
  writeParts(folder, propertySuite(lanes))
}

/** JSON is YAML too. */
function writeParts(folder: string, cases: string): void {
  mkdirSync(join(folder, 'suites'), { recursive: true })
  mkdirSync(join(folder, 'payloads'), { recursive: true })
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('contract.yaml', CONTRACT)
  write('openapi.yaml', JSON.stringify(openapi()))
  write('requirements.yaml', REQUIREMENTS)
  write('suites/items.yaml', cases)
}

const CONTRACT = `
name: bench
version: 1.0.0
openapi: openapi.yaml
requirements: requirements.yaml
suites: suites
payloads: payloads
resource:
  scope: { parameter: groupId, unknown: '000000000000000000000001' }
  key: { parameter: itemType, pointer: /type }
  identity: /id
  operations: { list: listItems, create: createItem, read: getItem, update: updateItem, delete: deleteItem }
  setup: create-succeeds
error: { schema: Item, status: /error, code: /errorCode, reason: /reason }
page:
  items: /results
  total: /totalCount
  links: /links
  link: { relation: /rel, target: /href }
  parameters: { size: itemsPerPage, number: pageNum }
  size: 100
envelope: { parameter: envelope, status: /status, content: /content }
headers: { Accept: ${MEDIA_TYPE} }
refusals: { body: [400], query: [400], path: [400, 404] }
portableText: { minLength: 1, maxLength: 1000, pattern: '^[^\\p{Cc}\\p{Cs}]*$' }
redaction: x-redaction
credentials: { tokenPath: /token }
environment:
  target: [BENCH_TARGET]
  scope: BENCH_GROUP
  digest: { username: BENCH_USERNAME, password: BENCH_PASSWORD }
  oauth2: { clientId: BENCH_CLIENT_ID, clientSecret: BENCH_CLIENT_SECRET }
`

const REQUIREMENTS = `
documents: { bench: the bench }
requirements:
  - { id: create-succeeds, level: must, text: A create is answered 200., source: { document: bench, pointer: /create } }
  - { id: read-succeeds, level: must, text: A read is answered 200., source: { document: bench, pointer: /read } }
  - { id: served-by, level: must, text: The header is there., source: { document: bench, pointer: /header } }
  - { id: item-as-documented, level: must, text: An item has its schema., source: { document: bench, pointer: /schema } }
  - { id: item-of-the-path, level: must, text: The type is that of the path., source: { document: bench, pointer: /type } }
`

function openapi(): object {
  const content = { [MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Item' } } }
  const requestBody = { content: { [MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Body' } } } }
  const operation = (operationId: string): object => ({
    operationId,
    responses: { 200: { description: 'ok', content } },
  })
  return {
    openapi: '3.1.0',
    info: { title: 'bench', version: '1.0.0' },
    paths: {
      '/groups/{groupId}/items': {
        parameters: [parameter('groupId')],
        get: { operationId: 'listItems', responses: { 200: { description: 'ok' } } },
      },
      '/groups/{groupId}/items/{itemType}': {
        parameters: [parameter('groupId'), parameter('itemType')],
        get: operation('getItem'),
        post: { ...operation('createItem'), requestBody },
        put: { ...operation('updateItem'), requestBody },
        delete: operation('deleteItem'),
      },
    },
    components: { schemas: { Item: ITEM_SCHEMA, Body: BODY, DrawnItem: DRAWN_SCHEMA } },
  }
}

const BODY = {
  oneOf: [{ $ref: '#/components/schemas/DrawnItem' }],
  discriminator: { propertyName: 'type', mapping: { [DRAWN_KEY]: '#/components/schemas/DrawnItem' } },
}

function parameter(name: string): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } }
}

/** Writes each row on a separate line, like an author. */
function suite(count: number): string {
  const rows = keys(count).map((key) => `      - { key: ${key} }`)
  return `
suite: items
about: reads
cases:
  - id: item.read
    title: an item is read as documented
    rows:
${rows.join('\n')}
    send: { operation: read, key: $key }
    expect:
      read-succeeds: { status: 200 }
      served-by: { header: { ${HEADER.name}: { equals: ${HEADER.value} } } }
      item-as-documented: { schema: documented }
      item-of-the-path: { body: { /type: { equals: $key } } }
`
}

/** A row for each lane. Drawn bodies go to a group that needs no set-up, so that each request is generated. */
function propertySuite(lanes: number): string {
  const rows = Array.from({ length: lanes }, (_, index) => `      - { elsewhere: ${elsewhere(index)} }`)
  return `
suite: items
about: generated writes
cases:
  - id: item.drawn
    title: any body is taken
    rows:
${rows.join('\n')}
    forall: { body: { valid: ${DRAWN_KEY} } }
    send: { operation: update, key: ${DRAWN_KEY}, scope: $elsewhere, body: $body }
    expect:
      read-succeeds: { status: 200 }
      served-by: { header: { ${HEADER.name}: { equals: ${HEADER.value} } } }
      item-as-documented: { schema: documented }
`
}
