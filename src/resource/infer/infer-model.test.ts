import { expect, test } from 'vitest'
import { documentOf, INTEGER, listOf, ref, TEXT } from '../document.test-support.ts'
import { inferModel } from './infer-model.ts'
import { resource, told, USER, USERS } from '../users.test-support.ts'

test('a collection with an item is a resource, and each fact has a certainty and a reason', () => {
  expect(resource(documentOf(USERS, { User: USER }))).toMatchInlineSnapshot(`
    {
      "create": {
        "again": {
          "because": "POST /users documents no 409",
          "certainty": "guess",
          "value": "another",
        },
        "answers": {
          "because": "POST /users answers the schema of a member",
          "certainty": "sure",
          "value": "member",
        },
        "media": "application/json",
        "operation": "POST /users",
      },
      "delete": {
        "again": {
          "because": "DELETE /users/{userId} documents 404",
          "certainty": "sure",
          "value": 404,
        },
        "leaves": {
          "because": "GET /users/{userId} documents the missing member",
          "certainty": "sure",
          "value": "nothing",
        },
        "operation": "DELETE /users/{userId}",
      },
      "hidden": [
        {
          "because": "password is writeOnly",
          "certainty": "sure",
          "value": "/password",
        },
      ],
      "key": {
        "address": {
          "because": "a member has "id" for {userId}",
          "certainty": "sure",
          "value": {
            "userId": "/id",
          },
        },
        "chosen": {
          "because": "the body of POST /users has no /id",
          "certainty": "sure",
          "value": "server",
        },
        "parameters": [
          "userId",
        ],
      },
      "list": {
        "items": {
          "because": "GET /users answers an array of members",
          "certainty": "sure",
          "value": "",
        },
        "operation": "GET /users",
        "pages": {
          "because": "GET /users takes no page parameter",
          "certainty": "sure",
          "value": [
            {
              "style": "whole",
            },
          ],
        },
      },
      "masked": [],
      "name": "user",
      "once": [],
      "open": {},
      "read": {
        "operation": "GET /users/{userId}",
      },
      "refers": {},
      "server": [
        "/id",
      ],
      "unique": [],
      "updates": [
        {
          "effect": {
            "because": "PUT /users/{userId} is a PUT (RFC 9110, section 9.3.4)",
            "certainty": "guess",
            "value": "replace",
          },
          "media": "application/json",
          "operation": "PUT /users/{userId}",
        },
        {
          "effect": {
            "because": "PATCH /users/{userId} takes a part of a member",
            "certainty": "sure",
            "value": "merge",
          },
          "media": "application/json",
          "operation": "PATCH /users/{userId}",
          "unknown": {
            "because": "PATCH /users/{userId} documents 404",
            "certainty": "sure",
            "value": 404,
          },
        },
      ],
      "within": [],
    }
  `)
})

const below = (path: string): string => `/groups/{groupId}${path}`

test('leading parameters that nothing creates are scopes, and members with a create and a delete are parents', () => {
  const post = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, text: TEXT } }
  const document = documentOf(
    {
      ...Object.fromEntries(
        Object.entries(USERS).map(([line, stated]) => [line.replace('/users', below('/users')), stated]),
      ),
      [`GET ${below('/users/{user}/posts')}`]: { answers: { 200: listOf('Post') } },
      [`POST ${below('/users/{user}/posts')}`]: { body: ref('Post'), answers: { 201: ref('Post') } },
      [`GET ${below('/users/{user}/posts/{id}')}`]: { answers: { 200: ref('Post') } },
    },
    { User: USER, Post: post },
  )
  const { scopes } = inferModel(document)
  expect(scopes).toEqual({ group: { parameter: 'groupId' } })
  expect(resource(document).within).toEqual([{ scope: 'group', parameter: 'groupId' }])
  expect(resource(document, 'post').within).toEqual([
    { scope: 'group', parameter: 'groupId' },
    { resource: 'user', parameters: { user: 'userId' } },
  ])
  // A resource that the caller binds is never created, and neither is what stands above it.
  expect(inferModel(document, ['user']).resources['post']?.within).toEqual([
    { scope: 'group', parameter: 'groupId' },
    { scope: 'user', parameter: 'user' },
  ])
})

test('a parameter behind a list is the key of its members, whatever its name, where their create tells a Location or they have an id', () => {
  const post = { type: 'object', properties: { text: TEXT } }
  const documentWith = (parameter: string) =>
    documentOf(
      {
        'GET /users': { answers: { 200: listOf('User') } },
        'POST /users': { body: ref('User'), answers: { 201: undefined }, headers: ['location'] },
        [`GET /users/{${parameter}}`]: { answers: { 200: ref('User'), 404: {} } },
        [`DELETE /users/{${parameter}}`]: { answers: { 204: undefined, 404: {} } },
        [`GET /users/{${parameter}}/posts`]: { answers: { 200: listOf('Post') } },
        [`POST /users/{${parameter}}/posts`]: { body: ref('Post'), answers: { 201: ref('Post') } },
      },
      { User: USER, Post: post },
    )
  for (const parameter of ['user-uuid', 'whom'])
    expect(resource(documentWith(parameter), 'post').within).toEqual([
      { resource: 'user', parameters: { [parameter]: parameter } },
    ])
  expect(told(resource(documentWith('user-uuid')).key.address)).toBe('{"user-uuid":"/id"} (guess)')
  expect(resource(documentWith('whom')).key.address).toBeUndefined()
})

test('actions are only created, and what a path answers to a GET alone is only read', () => {
  const document = documentOf(
    {
      ...USERS,
      'POST /users/{userId}/start': { answers: { 202: undefined } },
      'GET /users/search': { query: { q: TEXT }, answers: { 200: listOf('User') } },
      'POST /users/query': { body: { type: 'object', properties: { filter: TEXT } }, answers: { 200: listOf('User') } },
      'GET /statistics': { answers: { 200: { type: 'object', properties: { users: INTEGER } } } },
      'POST /login': { body: ref('Login'), answers: { 200: ref('Token') } },
    },
    {
      User: USER,
      Login: { type: 'object', properties: { name: TEXT } },
      Token: { type: 'object', properties: { token: TEXT } },
    },
  )
  const { user, ...others } = inferModel(document).resources
  expect(user?.list?.operation).toBe('GET /users')
  expect(
    Object.values(others).map(({ name, read, singleton, create, within }) => [
      name,
      create?.operation ?? read?.operation,
      singleton,
      within.length,
    ]),
  ).toEqual([
    ['statistic', 'GET /statistics', true, 0],
    ['search', 'GET /users/search', true, 0],
    ['start', 'POST /users/{userId}/start', undefined, 1],
    ['query', 'POST /users/query', undefined, 0],
    ['login', 'POST /login', undefined, 0],
  ])
})

test('a read of something else than JSON, beside an action or below a scope of its own is no resource', () => {
  const answers = { 200: { type: 'object', properties: { users: INTEGER } } }
  const document = documentOf(
    {
      ...USERS,
      'GET /export': { answers: { 200: undefined } },
      'GET /orders': { answers },
      'POST /orders': { body: TEXT, answers },
      'GET /regions/{region}/statistics': { answers },
      'GET /users/{userId}/statistics': { answers },
    },
    { User: USER },
  )
  expect(Object.keys(inferModel(document).resources)).toEqual(['user', 'userStatistic', 'order'])
  expect(Object.keys(inferModel(document).scopes)).toEqual([])
})

test('a path with a read and an update alone is a singleton', () => {
  const settings = { type: 'object', properties: { theme: TEXT, language: TEXT } }
  const document = documentOf(
    {
      'GET /settings': { answers: { 200: ref('Settings') } },
      'PUT /settings': { body: ref('Settings'), answers: { 200: ref('Settings') } },
    },
    { Settings: settings },
  )
  expect(resource(document, 'setting')).toMatchObject({ singleton: true, key: { parameters: [] }, within: [] })
})

test('a wrapped member is found inside its wrap', () => {
  const wrapped = { type: 'object', properties: { user: ref('User') } }
  const document = documentOf(
    {
      ...USERS,
      'POST /users': { body: wrapped, answers: { 201: wrapped } },
      'GET /users/{userId}': { answers: { 200: wrapped } },
    },
    { User: USER },
  )
  const { wrap, key, create } = resource(document)
  expect([told(wrap), told(key.address), told(create?.answers)]).toEqual([
    '{"request":"/user","answer":"/user"} (sure)',
    '{"userId":"/id"} (sure)',
    '"member" (sure)',
  ])
})

test('secrets, properties of the server, and the version of a member are told by the schemas and headers', () => {
  const document = documentOf(
    {
      ...USERS,
      'GET /users/{userId}': { answers: { 200: ref('User') }, headers: ['etag'] },
      'PUT /users/{userId}': {
        header: { 'If-Match': TEXT },
        body: ref('User'),
        answers: { 200: ref('User'), 412: {} },
      },
    },
    { User: { ...USER, properties: { ...USER.properties, pin: { ...TEXT, format: 'password' } } } },
  )
  const { server, hidden, version } = resource(document)
  expect(server).toEqual(['/id'])
  expect(hidden.map(told)).toEqual(['"/password" (sure)', '"/pin" (guess)'])
  expect(told(version)).toBe('{"header":"etag","stale":412} (sure)')
})

test('the server has what a description says, and what is readOnly, also within objects', () => {
  const said = { ...TEXT, 'x-server-set': true }
  const meta = { type: 'object', properties: { uid: { ...TEXT, readOnly: true }, version: said, note: TEXT } }
  const { server } = resource(
    documentOf(USERS, { User: { ...USER, properties: { ...USER.properties, revision: said, meta } } }),
  )
  expect(server).toEqual(['/id', '/revision', '/meta/uid', '/meta/version'])
})

const named = (title: string): string => inferModel({ ...documentOf({}), title }).name

test('the name of a model is short, and has no character that a file name has not', () => {
  expect(named('Petstore: the (old) API / 3.0')).toBe('petstore-the-old-api-3-0')
  expect(named('../etc')).toBe('etc')
  expect(named('!')).toBe('api')
  expect(named('x'.repeat(300)).length).toBe(60)
})
