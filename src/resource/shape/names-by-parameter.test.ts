import { expect, test } from 'vitest'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { documentOf, listOf, ref, TEXT } from '../document.test-support.ts'
import { inferModel } from '../infer/infer-model.ts'

const INFO = { type: 'object', properties: { db_name: TEXT, doc_count: { type: 'integer' } } }
const DOC = { type: 'object', properties: { _id: TEXT, title: TEXT } }

const DATABASES = {
  'GET /_all_dbs': { answers: { 200: { type: 'array', items: TEXT } } },
  'GET /healthz': { answers: { 200: { type: 'object', properties: { status: TEXT } } } },
  'GET /{db}': { answers: { 200: ref('Info'), 404: {} } },
  'PUT /{db}': { answers: { 201: undefined, 412: {} } },
  'DELETE /{db}': { answers: { 200: undefined, 404: {} } },
  'GET /{db}/{docid}': { answers: { 200: ref('Doc'), 404: {} } },
  'PUT /{db}/{docid}': { body: ref('Doc'), answers: { 201: ref('Doc') } },
  'DELETE /{db}/{docid}': { answers: { 200: undefined, 404: {} } },
}

const namesIn = (document: ApiDocument): readonly string[] => Object.keys(inferModel(document).resources)

test('a path that begins with a parameter names members, and one behind it members below those', () => {
  const { resources, scopes } = inferModel(documentOf(DATABASES, { Info: INFO, Doc: DOC }))
  expect(Object.keys(resources)).toEqual(['db', 'doc', 'allDb', 'healthz'])
  expect(resources['db']).toMatchObject({
    within: [],
    key: { parameters: ['db'], address: { value: { db: '/db_name' }, certainty: 'guess' }, in: { value: 'path' } },
    create: { operation: 'PUT /{db}' },
  })
  expect(resources['db']?.list).toBeUndefined()
  expect(resources['doc']).toMatchObject({
    within: [{ resource: 'db', parameters: { db: 'db' } }],
    key: { parameters: ['docid'], address: { value: { docid: '/_id' } } },
    create: { operation: 'PUT /{db}/{docid}' },
  })
  expect(scopes).toEqual({})
})

test('the same holds below a literal', () => {
  const below = Object.fromEntries(
    Object.entries(DATABASES).map(([line, stated]) => [line.replace(' /{db}', ' /store/{db}'), stated]),
  )
  const { resources } = inferModel(documentOf(below, { Info: INFO, Doc: DOC }))
  expect(resources['store']?.key.parameters).toEqual(['db'])
  expect(resources['doc']?.within).toEqual([{ resource: 'store', parameters: { db: 'db' } }])
})

test('the root is the collection of a plain key, which its operations name', () => {
  const user = { type: 'object', required: ['name'], properties: { id: { ...TEXT, readOnly: true }, name: TEXT } }
  const { resources } = inferModel(
    documentOf(
      {
        'GET /': { id: 'listUsers', answers: { 200: listOf('User') } },
        'POST /': { id: 'createUser', body: ref('User'), answers: { 201: ref('User') } },
        'GET /{id}': { id: 'getUserById', answers: { 200: ref('User'), 404: {} } },
        'DELETE /{id}': { id: 'deleteUser', answers: { 204: undefined } },
      },
      { User: user },
    ),
  )
  expect(resources['user']).toMatchObject({ list: { operation: 'listUsers' }, create: { operation: 'createUser' } })
})

/** The resources of a path with a GET, a PUT and a DELETE. The PUT alone would be an action. */
const atPath = (path: string, schema: DocumentSchema, description = ''): readonly string[] => {
  const stated = (method: string): Parameters<typeof documentOf>[0][string] => ({
    description,
    ...(method === 'PUT' ? { body: schema } : {}),
    answers: { [method === 'PUT' ? 201 : 200]: schema },
  })
  const operations = ['GET', 'PUT', 'DELETE'].map((method) => [`${method} ${path}`, stated(method)] as const)
  return namesIn(documentOf(Object.fromEntries(operations), { Doc: DOC }))
}

test('a path that hands each request on is no resource, and is never written', () => {
  expect(atPath('/{path}', ref('Doc'))).toEqual([])
  expect(atPath('/{proxy+}', ref('Doc'))).toEqual([])
  expect(atPath('/{service}/{rest}', ref('Doc'))).toEqual([])
  expect(atPath('/{name}', { type: 'object' })).toEqual([])
  expect(atPath('/{name}', ref('Doc'), 'Forwards the request to the backend')).toEqual([])
  expect(atPath('/{name}', ref('Doc'))).toEqual(['member'])
})

test('a path that is only read names no members', () => {
  expect(namesIn(documentOf({ 'GET /{package}': { answers: { 200: ref('Doc') } } }, { Doc: DOC }))).toEqual([])
})
