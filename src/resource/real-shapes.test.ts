import { expect, test } from 'vitest'
import { documentOf, INTEGER, listOf, ref, TEXT } from './document.test-support.ts'
import { inferModel } from './infer/infer-model.ts'
import { resource, told, USER, USERS } from './users.test-support.ts'

// Each test has the shape of a published document that was once read wrongly.

const LINK = { type: 'object', properties: { id: TEXT, name: TEXT, status: TEXT } }
const NAMED = { type: 'object', properties: { name: TEXT } }

test('a POST on an item of no collection restores, and creates nothing', () => {
  const document = documentOf(
    {
      'GET /files/{fileId}': { answers: { 200: ref('File') } },
      'POST /files/{fileId}': { body: NAMED, answers: { 201: ref('File'), 409: {} } },
      'PUT /files/{fileId}': { body: NAMED, answers: { 200: ref('File') } },
    },
    { File: LINK },
  )
  expect(resource(document, 'file').create).toBe(undefined)
})

test('a property of the request that has another name than the resource wraps nothing', () => {
  const { wrap } = resource(
    documentOf(
      {
        'GET /reports': { answers: { 200: listOf('Report') } },
        'POST /reports': {
          body: { type: 'object', properties: { barrier: { type: 'object', properties: { id: TEXT } } } },
          answers: { 201: ref('Report') },
        },
        'GET /reports/{reportId}': { answers: { 200: ref('Report') } },
      },
      { Report: LINK },
    ),
    'report',
  )
  expect(wrap).toBe(undefined)
})

test('an offset that takes text is a cursor', () => {
  const page = {
    type: 'object',
    properties: { data: listOf('User'), next_page: { type: 'object', properties: { offset: TEXT } } },
  }
  const list = { query: { offset: TEXT, limit: INTEGER }, answers: { 200: page } }
  expect(told(resource(documentOf({ ...USERS, 'GET /users': list }, { User: USER })).list?.pages)).toBe(
    '[{"style":"cursor","cursor":"offset","size":"limit","next":{"at":"/next_page/offset"}}] (sure)',
  )
})

test('a cursor beside an offset is left out, because a switch may turn it on', () => {
  const page = { type: 'object', properties: { entries: listOf('User'), next_marker: TEXT } }
  const list = { query: { offset: INTEGER, limit: INTEGER, marker: TEXT }, answers: { 200: page } }
  expect(told(resource(documentOf({ ...USERS, 'GET /users': list }, { User: USER })).list?.pages)).toBe(
    '[{"style":"offset","offset":"offset","limit":"limit"}] (sure)',
  )
})

test('a filter whose name contains a page word is no page parameter', () => {
  const list = { query: { lastName: TEXT }, answers: { 200: listOf('User') } }
  expect(told(resource(documentOf({ ...USERS, 'GET /users': list }, { User: USER })).list?.pages)).toBe(
    '[{"style":"whole"}] (guess)',
  )
})

const puts = (id: string, more: object = {}, answers: object = {}): string => {
  const document = documentOf(
    {
      'GET /sets/{setName}': { answers: { 200: ref('Set') } },
      'PUT /sets/{setName}': { id, body: NAMED, answers: { 200: ref('Set'), ...answers } },
      'DELETE /sets/{setName}': { answers: { 200: undefined } },
      ...more,
    },
    { Set: LINK },
  )
  return told(inferModel(document).resources['set']?.key.chosen)
}

test('a PUT beside a DELETE creates as a guess, unless something else makes such members', () => {
  expect(puts('upsertSet', {}, { 404: {} })).toBe('"client" (guess)')
  expect(puts('putSet')).toBe('"client" (guess)')
  expect(puts('updateSet', {}, { 404: {} })).toBe('unknown')
  expect(puts('putSet', { 'POST /projects/{projectId}/imports': { body: NAMED, answers: { 201: ref('Set') } } })).toBe(
    'unknown',
  )
  expect(puts('putSet', {}, { 201: ref('Set') })).toBe('"client" (sure)')
})

test('a property that only an update sets is not set by the server', () => {
  const file = { type: 'object', properties: { id: TEXT, name: TEXT, description: TEXT } }
  const document = documentOf(
    {
      'POST /files': { body: NAMED, answers: { 201: ref('File') } },
      'GET /files/{fileId}': { answers: { 200: ref('File') } },
      'PUT /files/{fileId}': {
        body: { type: 'object', properties: { description: TEXT } },
        answers: { 200: ref('File') },
      },
    },
    { File: file },
  )
  expect(resource(document, 'file').server).toEqual(['/id'])
})

test('a name under the metadata of a member is the key, as a guess', () => {
  const pod = { type: 'object', properties: { metadata: { type: 'object', properties: { name: TEXT } }, spec: {} } }
  const document = documentOf(
    {
      'POST /pods': { body: ref('Pod'), answers: { 200: ref('Pod'), 202: ref('Pod') } },
      'GET /pods/{name}': { answers: { 200: ref('Pod') } },
      'DELETE /pods/{name}': { answers: { 200: undefined, 202: undefined, 404: {} } },
    },
    { Pod: pod },
  )
  const { key, create, delete: remove } = resource(document, 'pod')
  expect([key.address, create?.answers, remove?.again, remove?.leaves].map(told)).toEqual([
    '{"name":"/metadata/name"} (guess)',
    '"member" (guess)',
    '404 (guess)',
    '"nothing" (guess)',
  ])
})

test('only a path that answers the schema of a member creates it elsewhere, and of two such paths none', () => {
  const card = { type: 'object', properties: { id: TEXT, name: TEXT } }
  const createOf = (...posts: readonly (readonly [string, string])[]): string | undefined => {
    const document = documentOf(
      {
        ...Object.fromEntries(
          posts.map(([path, schema]) => [`POST ${path}`, { body: NAMED, answers: { 201: ref(schema) } }]),
        ),
        'GET /cards/{cardId}': { answers: { 200: ref('Card') } },
        'DELETE /cards/{cardId}': { answers: { 204: undefined } },
      },
      { Card: card, Job: { type: 'object', properties: { state: TEXT } } },
    )
    return resource(document, 'card').create?.operation
  }
  expect(createOf(['/user/cards', 'Card'])).toBe('POST /user/cards')
  expect(createOf(['/user/cards', 'Card'], ['/boards/{boardId}/cards', 'Card'])).toBe('POST /user/cards')
  expect(createOf(['/exports/cards', 'Job'])).toBeUndefined()
  expect(createOf(['/user/cards', 'Card'], ['/team/cards', 'Card'])).toBeUndefined()
})

test('a verb behind the key of a member is an action at that member', () => {
  const document = documentOf(
    {
      'POST /queues': { body: NAMED, answers: { 201: ref('Queue') } },
      'GET /queues/{queueId}': { path: { queueId: TEXT }, answers: { 200: ref('Queue') } },
      'DELETE /queues/{queueId}': { path: { queueId: TEXT }, answers: { 204: undefined } },
      'POST /queues/{queueId}:pause': { path: { queueId: TEXT }, answers: { 200: ref('Queue') } },
    },
    { Queue: { type: 'object', properties: { id: TEXT, name: TEXT } } },
  )
  const { within, create, read } = resource(document, 'pause')
  expect([within, read]).toEqual([[{ resource: 'queue', parameters: { queueId: 'queueId' } }], undefined])
  expect(create?.operation).toContain('pause')
})

test('an extension of the path is no part of it', () => {
  const document = documentOf(
    {
      'GET /posts.json': { answers: { 200: listOf('Post') } },
      'GET /posts/{id}.json': { path: { id: TEXT }, answers: { 200: ref('Post') } },
    },
    { Post: LINK },
  )
  expect(resource(document, 'post')).toMatchObject({
    list: { operation: 'GET /posts.json' },
    key: { parameters: ['id'] },
  })
})

test('two resources of one name are told apart by what stands above them', () => {
  const document = documentOf(
    Object.fromEntries(
      ['/keys', '/users/{userId}/keys', '/hosts/{hostId}/keys'].flatMap((path) => [
        [`GET ${path}`, { answers: { 200: listOf('Key') } }],
        [`GET ${path}/{keyId}`, { answers: { 200: ref('Key') } }],
      ]),
    ),
    { Key: LINK },
  )
  expect(Object.keys(inferModel(document).resources)).toEqual(['key', 'userKey', 'hostKey'])
})

test('paths of one shape that name members by different values are not mixed', () => {
  const document = documentOf(
    {
      'GET /groups/{name}': { answers: { 200: ref('Group') } },
      'PUT /groups/{id}': { body: ref('Group'), answers: { 200: ref('Group') } },
      'PATCH /groups/{name}': { body: ref('Group'), answers: { 200: ref('Group') } },
    },
    { Group: LINK },
  )
  expect(resource(document, 'group').updates.map(({ operation }) => operation)).toEqual(['PATCH /groups/{name}'])
})
