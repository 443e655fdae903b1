import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, INTEGER, TEXT } from '../document.test-support.ts'
import { inferModel } from './infer-model.ts'
import { told } from '../users.test-support.ts'

const keyOf = (
  path: string,
  { create, properties }: { readonly create: object; readonly properties: object },
): string => {
  const document = documentOf(
    {
      [`GET ${path}`]: { answers: { 200: { type: 'object', properties } } },
      [`DELETE ${path}`]: { answers: { 204: undefined } },
      [`POST ${path.replaceAll(/\/\{.*$/g, '')}`]: { body: { type: 'object', ...create }, answers: { 201: undefined } },
    },
    {},
  )
  const [{ key } = { key: undefined }] = Object.values(inferModel(document).resources)
  return [key?.address, key?.chosen, key?.in].map(told).join(' ')
}

test.each<readonly [string, object, object, string]>([
  [
    '/users/{userId}',
    { properties: { name: TEXT } },
    { id: TEXT, name: TEXT },
    '{"userId":"/id"} (sure) "server" (sure) unknown',
  ],
  [
    '/users/{user_id}',
    { properties: { name: TEXT } },
    { user_id: TEXT, name: TEXT },
    '{"user_id":"/user_id"} (sure) "server" (sure) unknown',
  ],
  [
    '/users/{id}',
    { properties: { name: TEXT } },
    { id: INTEGER, name: TEXT },
    '{"id":"/id"} (guess) "server" (guess) unknown',
  ],
  [
    '/users/{user}',
    { properties: { name: TEXT } },
    { id: TEXT, name: TEXT },
    '{"user":"/id"} (guess) "server" (guess) unknown',
  ],
  [
    '/users/{username}',
    { required: ['username'], properties: { username: TEXT } },
    { username: TEXT },
    '{"username":"/username"} (sure) "client" (sure) "body" (sure)',
  ],
  [
    '/users/{username}',
    { properties: { username: TEXT } },
    { username: TEXT },
    '{"username":"/username"} (sure) "client" (guess) "body" (guess)',
  ],
  [
    '/users/{userName}',
    { required: ['name'], properties: { name: TEXT } },
    { name: TEXT },
    '{"userName":"/name"} (guess) "client" (guess) "body" (guess)',
  ],
  [
    '/users/{owner}',
    { properties: { name: TEXT } },
    { owner: { type: 'object' }, name: TEXT },
    'unknown unknown unknown',
  ],
  ['/users/{login}', { properties: { name: TEXT } }, { id: TEXT, name: TEXT }, 'unknown unknown unknown'],
  [
    '/users/{database}/{name}',
    { required: ['database', 'name'], properties: { database: TEXT, name: TEXT } },
    { database: TEXT, name: TEXT },
    '{"database":"/database","name":"/name"} (sure) "client" (sure) "body" (sure)',
  ],
])('the key of %s, created from %j, of a member %j is %s', (path, create, ...[properties, expected]) => {
  expect(keyOf(path, { create, properties })).toBe(expected)
})

test.each([
  ['/docs/{docid}', { _id: TEXT, title: TEXT }, '{"docid":"/_id"} (sure)'],
  ['/dbs/{db}', { db_name: TEXT, size: INTEGER }, '{"db":"/db_name"} (guess)'],
  ['/users/{user}', { id: TEXT, username: TEXT }, '{"user":"/id"} (guess)'],
  ['/grids/{grid}', { id: TEXT, title: TEXT }, '{"grid":"/id"} (guess)'],
])('the key of %s stands where the words of its name lead', (path, properties, address) => {
  expect(keyOf(path, { create: { properties: { title: TEXT } }, properties })).toMatch(address)
})

test('a parameter with the name of the resource that takes numbers names a member by its id', () => {
  const document = documentOf({
    'POST /users': { body: { type: 'object', properties: { name: TEXT } }, answers: { 201: undefined } },
    'GET /users/{user}': {
      path: { user: INTEGER },
      answers: { 200: { type: 'object', properties: { id: INTEGER, name: TEXT } } },
    },
    'DELETE /users/{user}': { path: { user: INTEGER }, answers: { 204: undefined } },
  })
  const { user } = inferModel(document).resources
  expect([user?.key.address, user?.key.chosen].map(told).join(' ')).toBe('{"user":"/id"} (sure) "server" (sure)')
})

const factsOf = (path: string, read?: DocumentSchema): readonly string[] => {
  const document = documentOf(
    {
      [`GET ${path}`]: { answers: { 200: read } },
      [`DELETE ${path}`]: { answers: { 204: undefined } },
      'POST /users': { body: { type: 'object', properties: { name: TEXT } }, answers: { 201: undefined } },
    },
    {},
  )
  const [found] = Object.values(inferModel(document).resources)
  return [found?.key.address, found?.create?.answers].map(told)
}

test('where the document describes no answer, a create answers the member with its id, most likely', () => {
  expect(factsOf('/users/{id}')).toEqual(['{"id":"/id"} (guess)', '"member" (guess)'])
  expect(factsOf('/users/{userId}')).toEqual(['{"userId":"/id"} (guess)', '"member" (guess)'])
  expect(factsOf('/users/{name}')).toEqual(['{"name":"/name"} (guess)', '"member" (guess)'])
  expect(factsOf('/users/{id}', { type: 'object', properties: { title: TEXT } })).toEqual(['unknown', 'unknown'])
})
