import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, INTEGER, ref, TEXT } from '../document.test-support.ts'
import { inferModel } from './infer-model.ts'

const KEY = { type: 'object', properties: { id: INTEGER, name: TEXT } }
const wrapOf = (wrapped: DocumentSchema, path = '/account/keys') => {
  const [, , last = ''] = path.split('/')
  const document = documentOf(
    {
      [`GET ${path}/{ssh_key_identifier}`]: { answers: { 200: wrapped } },
      [`DELETE ${path}/{ssh_key_identifier}`]: { answers: { 204: undefined } },
      [`POST ${path}`]: { body: KEY, answers: { 201: wrapped } },
    },
    { Key: KEY },
  )
  const resource = Object.values(inferModel(document).resources).find(({ name }) => last.startsWith(name))
  return [resource?.wrap?.value.answer, resource?.key.address?.value['ssh_key_identifier']]
}
const REFERENCE = ref('Key')

test('a member is wrapped in a property whose last words are those of the resource', () => {
  expect(wrapOf({ type: 'object', properties: { ssh_key: KEY } })).toEqual(['/ssh_key', '/id'])
})

test('a schema with an id that stands alone in a body without a name is a member, whatever it is called', () => {
  expect(wrapOf({ type: 'object', properties: { domain_record: REFERENCE } })).toEqual(['/domain_record', '/id'])
})

test('an object beside others, and one without an id or a name, are properties of a member', () => {
  const named = { type: 'object', properties: { owner: REFERENCE, id: INTEGER } }
  expect(wrapOf(named)).toEqual([undefined, '/id'])
  const settings = { type: 'object', properties: { settings: { type: 'object', properties: { name: TEXT } } } }
  expect(wrapOf(settings)).toEqual([undefined, undefined])
})

test('a member may be wrapped in a name that otherwise stands beside one', () => {
  const status = { type: 'object', properties: { message: KEY, status: TEXT } }
  expect(wrapOf(status, '/account/messages')).toEqual(['/message', '/id'])
  expect(wrapOf({ type: 'object', properties: { key: KEY, message: TEXT } })).toEqual(['/key', '/id'])
})

const FREE = { type: 'object', additionalProperties: true }
const docWith = (shown: Readonly<Record<string, DocumentSchema>>) => {
  const written = { type: 'object', properties: { _id: TEXT, _version: INTEGER } }
  const document = documentOf({
    'POST /docs': { body: FREE, answers: { 201: written } },
    'GET /docs/{id}': {
      answers: { 200: { type: 'object', properties: { ...written.properties, ...shown } }, 404: {} },
    },
    'DELETE /docs/{id}': { answers: { 204: undefined } },
  })
  const doc = inferModel(document).resources['doc']
  return [doc?.wrap?.value.answer, doc?.create?.answers?.value]
}

test('a member of free properties is the only such object of a read, and an answer without one is no member', () => {
  expect(docWith({ _source: FREE })).toEqual(['/_source', 'id'])
  expect(docWith({ _source: FREE, fields: FREE })[0]).toBeUndefined()
  expect(docWith({ _source: { type: 'object', properties: { title: TEXT } } })[0]).toBeUndefined()
})
