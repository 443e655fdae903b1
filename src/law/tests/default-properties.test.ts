import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Contacts, of which a read shows some properties, unless it is asked for others. */
const documentWith = (words: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'contacts.yaml': `openapi: 3.1.0
info: { title: contacts, version: '1' }
paths:
  /contacts:
    post: { requestBody: { required: true, content: { application/json: { schema: &contact { $ref: '#/components/schemas/Contact' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *contact } } }, '422': &no { description: refused } } }
  /contacts/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { parameters: [ { name: properties, in: query, description: 'Names of properties, separated by commas. ${words}', schema: { type: string } } ], responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Contact: { type: object, required: [ name, phone ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, phone: { type: string } } } }
`,
  }).document

const LAW = 'law.read-equals-write[contact]'
const DEFAULTS = 'Without it, the default properties are returned: `name`.'

async function fire(words: string, shown: (values: Values) => Values): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/contacts',
    isValid: ({ name, phone }) => typeof name === 'string' && typeof phone === 'string',
    updated: {},
    shown,
  })
  return told(await fireAt(documentWith(words), answer, { selects: (id) => id === LAW }))
}

const without =
  (left: string) =>
  (values: Values): Values =>
    Object.fromEntries(Object.entries(values).filter(([name]) => name !== left))

test('a read may lack what no parameter asks for', async () => {
  expect(await fire(DEFAULTS, without('phone'))).toEqual([])
})

test.each([
  [DEFAULTS, 'lacks a default property', without('name')],
  [DEFAULTS, 'shows another value', (values: Values): Values => ({ ...values, phone: 'other' })],
  ['', 'lacks a property', without('phone')],
])('with "%s", a read that %s is found', async (words, _, shown) => {
  expect(await fire(words, shown)).toEqual([`fail ${LAW}`])
})
