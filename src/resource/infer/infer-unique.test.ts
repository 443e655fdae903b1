import { expect, test } from 'vitest'
import { documentOf, INTEGER, ref, TEXT } from '../document.test-support.ts'
import { resource, told, USERS } from '../users.test-support.ts'

const UNIQUE = { 'x-unique': 'Unique.' }
const USER = {
  type: 'object',
  properties: {
    id: { ...TEXT, ...UNIQUE, readOnly: true },
    email: { ...TEXT, ...UNIQUE },
    number: { ...INTEGER, ...UNIQUE },
    role: { enum: ['a', 'b'], ...UNIQUE },
    idempotencyKey: { ...TEXT, ...UNIQUE },
    token: { ...TEXT, ...UNIQUE, 'x-idempotent': true },
    homes: { type: 'array', items: TEXT, ...UNIQUE },
    name: TEXT,
  },
}

const unique = (conflict: object): readonly string[] => {
  const create = { body: ref('User'), answers: { 201: ref('User'), ...conflict } }
  return resource(documentOf({ ...USERS, 'POST /users': create }, { User: USER })).unique.map(told)
}

test('a property is unique where its description says so and the create documents a conflict: a guess', () => {
  expect(unique({ 409: {} })).toEqual(['"/email" (guess)', '"/number" (guess)'])
  expect(unique({ 422: {} })).toEqual([])
})

test('a document that leaves out all refusals of a create leaves out the conflict too', () => {
  expect(unique({})).toEqual(['"/email" (guess)', '"/number" (guess)'])
})

const said = (description: string): readonly string[] => {
  const create = { body: ref('User'), answers: { 201: ref('User'), 409: {} }, description }
  const user = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, email: TEXT, team: TEXT } }
  return resource(documentOf({ ...USERS, 'POST /users': create }, { User: user })).unique.map(told)
}

test('a description of the create names the property that is unique, and what happens to another value makes it sure', () => {
  expect(said('The email is unique among the users.')).toEqual(['"/email" (guess)'])
  expect(said('The email is unique (409).')).toEqual(['"/email" (sure)'])
  expect(said('The email is unique. An email that is taken is refused.')).toEqual(['"/email" (sure)'])
  expect(said('The pair of email and team is unique (409).')).toEqual([])
  expect(said('The email must be unique per team.')).toEqual([])
  expect(said('A user is created.')).toEqual([])
})

const conflicting = (description: string): readonly string[] => {
  const create = { body: ref('User'), answers: { 201: ref('User'), 409: {} } }
  const user = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, email: TEXT, team: TEXT } }
  const document = documentOf({ ...USERS, 'POST /users': create }, { User: user })
  const operations = document.operations.map((one) => ({
    ...one,
    responses: { ...one.responses, 409: { content: {}, headers: {}, description } },
  }))
  return resource({ ...document, operations }).unique.map(told)
}

test('a conflict about a value that is in use names the property that is unique', () => {
  expect(conflicting('E-mail already used')).toEqual(['"/email" (sure)'])
  expect(conflicting('A user with this email already exists.')).toEqual(['"/email" (sure)'])
  expect(conflicting('A user with this email exists')).toEqual(['"/email" (sure)'])
  expect(conflicting('A user with this email exists in another team')).toEqual([])
  expect(conflicting('The email is already taken at that time')).toEqual([])
  expect(conflicting('The user already exists')).toEqual([])
})

const refused = (description: string, conflict = ''): readonly string[] => {
  const create = { body: ref('User'), answers: { 201: ref('User'), 422: {}, 409: {} }, description }
  const user = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, email: TEXT, team: TEXT } }
  const document = documentOf({ ...USERS, 'POST /users': create }, { User: user })
  const operations = document.operations.map((one) => ({
    ...one,
    responses: Object.fromEntries(
      Object.entries(one.responses)
        .filter(([status]) => status !== '409' || conflict !== '')
        .map(([status, response]) => [status, status === '409' ? { ...response, description: conflict } : response]),
    ),
  }))
  return resource({ ...document, operations }).unique.map(told)
}

test('a sentence about the create that refuses a value of another member makes the property unique for sure', () => {
  expect(refused('An email that another user has is refused with 422.')).toEqual(['"/email" (sure)'])
  expect(refused('Fails if the team already has a user with this email.')).toEqual([])
  expect(refused('Answers 422 if a user with this email already exists.')).toEqual(['"/email" (sure)'])
  expect(refused('A user that another team has is refused.')).toEqual([])
  expect(refused('The email address must not be in use by another user.')).toEqual(['"/email" (sure)'])
  expect(refused('The email must not be in use by another user of the team.')).toEqual([])
})

test('a value that can be used once is unique where the conflict says that the member exists', () => {
  expect(refused('An email can be used once.', 'User already exists.')).toEqual(['"/email" (sure)'])
  expect(refused('An email can be used once.', 'The invitation is spent.')).toEqual([])
  expect(refused('An email can be used once.')).toEqual([])
})

test('a conflict that says that the member exists makes what is told to be unique sure', () => {
  expect(refused('The email is unique among the users.', 'User already exists.')).toEqual(['"/email" (sure)'])
  expect(refused('The email is unique among the users.', 'The user is locked.')).toEqual(['"/email" (guess)'])
})

/** The unique properties where a create documents this 400, and the name this description. */
const refusedBy = (refusal: string, description?: string): readonly string[] => {
  const create = { body: ref('User'), answers: { 201: ref('User'), 400: {} } }
  const stated = description === undefined ? {} : { 'x-unique': description }
  const user = {
    type: 'object',
    properties: { id: { ...TEXT, readOnly: true }, name: { ...TEXT, ...stated }, note: TEXT },
  }
  const document = documentOf({ ...USERS, 'POST /users': create }, { User: user })
  const operations = document.operations.map((one) => ({
    ...one,
    responses: { ...one.responses, 400: { content: {}, headers: {}, description: refusal } },
  }))
  return resource({ ...document, operations }).unique.map(told)
}

test('a 400 that speaks of a value which is taken refuses it as a 409 does', () => {
  const within = 'Name of the group. Unique within the org.'
  expect([
    refusedBy('Bad request', within),
    refusedBy('Bad request, such as "name: An object with this field already exists"', within),
    refusedBy('Bad request, such as an object that already exists', within),
    refusedBy('The body is invalid, or the name of the group is already in use.'),
    refusedBy('The body is invalid, or a user with this name already exists in this team.'),
    refusedBy('The body is invalid, or the user already exists.'),
  ]).toEqual([[], ['"/name" (sure)'], ['"/name" (guess)'], ['"/name" (sure)'], ['"/name" (guess)'], []])
})

/** The unique properties of users that name a team, where a create documents this 409. */
const heldBy = (description: string, more: object = {}): readonly string[] => {
  const create = { body: ref('User'), answers: { 201: ref('User'), 409: {} } }
  const properties = { id: { ...TEXT, readOnly: true }, name: TEXT, teamId: TEXT, ...more }
  const document = documentOf({ ...USERS, 'POST /users': create }, { User: { type: 'object', properties } })
  const operations = document.operations.map((one) => ({
    ...one,
    responses: { ...one.responses, 409: { content: {}, headers: {}, description } },
  }))
  return resource({ ...document, operations }).unique.map(told)
}

test('what another member has once is unique by its key, but for members with times', () => {
  expect(heldBy('The team already has a user')).toEqual(['"/teamId" (sure)'])
  expect(heldBy('The team has an active user already')).toEqual(['"/teamId" (guess)'])
  expect(heldBy('The team already has a user', { from: { type: 'string', format: 'date' } })).toEqual([])
  expect(heldBy('The team already has a name')).toEqual([])
})

test('what must be unique without a scope is so for sure where the create refuses bodies', () => {
  expect(refusedBy('Bad request', 'Must be unique. Surrounding spaces are removed.')).toEqual(['"/name" (sure)'])
  expect(refusedBy('Bad request', 'Must be unique within the org.')).toEqual(['"/name" (guess)'])
})

test('a property of a profile is one of the member itself', () => {
  const profile = { type: 'object', properties: { login: { ...TEXT, 'x-unique': 'Unique.' } } }
  const create = { body: ref('User'), answers: { 201: ref('User'), 409: {} } }
  const user = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, profile } }
  const document = documentOf({ ...USERS, 'POST /users': create }, { User: user })
  expect(resource(document).unique.map(told)).toEqual(['"/profile/login" (guess)'])
})

test('a sentence that refuses a value of another member is about a property within `attributes` too', () => {
  const attributes = { type: 'object', properties: { email: TEXT, note: TEXT } }
  const description = 'The email must not be in use by another user.'
  const create = { body: ref('User'), answers: { 201: ref('User'), 409: {} }, description }
  const user = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, attributes } }
  const document = documentOf({ ...USERS, 'POST /users': create }, { User: user })
  expect(resource(document).unique.map(told)).toEqual(['"/attributes/email" (sure)'])
})
