import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { factsOf } from '../../document/schema/description-facts.ts'
import { documentOf, ref, TEXT } from '../document.test-support.ts'
import { PART, resource, told, USER, USERS } from '../users.test-support.ts'

const effect = (body: DocumentSchema, media?: string): string => {
  const patch = { body, answers: { 200: ref('User') }, media }
  const { updates } = resource(documentOf({ ...USERS, 'PATCH /users/{userId}': patch }, { User: USER }))
  return told(updates.find(({ operation }) => operation.startsWith('PATCH'))?.effect)
}

test('a PATCH of a JSON body merges surely only where its schema is a part of a member', () => {
  expect(effect(PART)).toBe('"merge" (sure)')
  expect(effect({ ...PART, required: ['name'] })).toBe('"merge" (guess)')
  expect(effect(PART, 'application/merge-patch+json')).toBe('"merge" (sure)')
  expect(effect({}, 'application/json-patch+json')).toBe('"json-patch" (sure)')
  expect(effect({ type: 'array', items: { type: 'object', properties: { op: TEXT, path: TEXT } } })).toBe(
    '"json-patch" (sure)',
  )
})

const demand = (properties: Readonly<Record<string, DocumentSchema>>): DocumentSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})

test('a body of commands is no part of a member, and a PATCH of SCIM is a list of changes', () => {
  const change = { type: 'object', properties: { op: TEXT, path: TEXT } }
  const changes = { type: 'array', items: change }
  expect(effect(demand({ schemas: { type: 'array', items: TEXT }, Operations: changes }))).toBe('"scim-patch" (sure)')
  expect(effect(demand({ name: TEXT, changes }))).toBe(told(undefined))
  expect(effect(demand({ command: TEXT }))).toBe(told(undefined))
  expect(effect(demand({ command: TEXT, name: TEXT }))).toBe('"merge" (guess)')
})

const mediaOf = (media: readonly string[]): readonly (string | undefined)[] => {
  const document = documentOf(
    { ...USERS, 'PATCH /users/{userId}': { body: PART, answers: { 200: ref('User') } } },
    { User: USER },
  )
  const operations = document.operations.map((one) => {
    const schema = one.body?.content['application/json']?.schema
    if (one.method !== 'PATCH' || schema === undefined) return one
    return { ...one, body: { required: true, content: Object.fromEntries(media.map((each) => [each, { schema }])) } }
  })
  const { updates } = resource({ ...document, operations })
  return updates.filter(({ operation }) => operation.startsWith('PATCH')).map((one) => one.media)
}

test('other names of JSON with the same schema are no updates of their own, and a merge patch is', () => {
  const names = ['application/json-patch+json', 'application/json', 'text/json', 'application/*+json']
  expect(mediaOf(names)).toEqual(['application/json'])
  expect(mediaOf(['text/json', 'application/*+json'])).toEqual(['text/json', 'application/*+json'])
  expect(mediaOf(['application/json', 'application/merge-patch+json'])).toHaveLength(2)
})

const put = (description: string, body: DocumentSchema = ref('User')): string => {
  const update = { body, answers: { 200: ref('User') }, description }
  const { updates } = resource(documentOf({ ...USERS, 'PUT /users/{userId}': update }, { User: USER }))
  return told(updates.find(({ operation }) => operation.startsWith('PUT'))?.effect)
}

test('a PUT replaces surely where its description says so', () => {
  expect(put('Registers a user, or replaces it.')).toBe('"replace" (sure)')
  expect(put('Changes a user.')).toBe('"replace" (guess)')
  expect(put('Replaces a user; the email stays.')).toBe('"replace" (guess)')
  expect(put('Replaces a user, except for the email.')).toBe('"replace" (guess)')
  expect(put('Replaces a user; the others keep their names.')).toBe('"replace" (sure)')
  expect(put('Updates a user.\n\nArgs:\n    patch: Merge the values, or replace them.')).toBe('"replace" (guess)')
})

test('words about a property that the body lacks are no exception of a replacement', () => {
  const body = demand({ name: TEXT })
  expect(put('Replaces a user. The `email` cannot be changed.', body)).toBe('"replace" (sure)')
  expect(put('Replaces a user. The password stays.', body)).toBe('"replace" (sure)')
  expect(put('Replaces a user. The `name` cannot be changed.', body)).toBe('"replace" (guess)')
})

test.each([
  'Edits a user. Attributes that are left out stay as they are.',
  'Any parameters not provided are left unchanged.',
  'Only the fields that are sent are changed.',
  'Leaves properties that are omitted.',
  'Changes the properties that are sent, and leaves the others.',
  'Updates the properties that the body has. The others keep their values.',
  'Updates the given properties and keeps the others.',
  'Partial updates are supported: send only what changes.',
  'You only need to send the properties you want to change.',
])('an update merges surely where its description says so: %s', (description) => {
  expect(put(description)).toBe('"merge" (sure)')
})

test('a sentence that properties which are left out are reset makes a replacement sure', () => {
  expect(put('Fields that are left out are reset.')).toBe('"replace" (sure)')
})

test.each([
  'Changes the fields of a user.',
  'Partial updates are not supported; send the whole user.',
  'Sets all fields; other fields are cleared, and the id stays.',
  'Use PATCH for partial updates.',
])('nothing says that an update merges: %s', (description) => expect(put(description)).toBe('"replace" (guess)'))

test('a PUT on the item that documents 201 creates, and its path names the member', () => {
  const document = documentOf(
    {
      'PUT /users/{userId}': { body: ref('User'), answers: { 200: ref('User'), 201: ref('User') } },
      'GET /users/{userId}': { answers: { 200: ref('User') } },
    },
    { User: USER },
  )
  const { create, key, updates } = resource(document)
  expect(create).toMatchObject({ operation: 'PUT /users/{userId}', again: { value: 'replaces', certainty: 'sure' } })
  expect([told(key.chosen), told(key.in), told(updates[0]?.unknown)]).toEqual([
    '"client" (sure)',
    '"path" (sure)',
    '"creates" (sure)',
  ])
})

test('a status that the collection documents too is no sure fact about a member', () => {
  const all = Object.fromEntries(
    Object.entries(USERS).map(([line, stated]) => [line, { ...stated, answers: { ...stated.answers, 404: {} } }]),
  )
  expect(told(resource(documentOf(USERS, { User: USER })).delete?.again)).toBe('404 (sure)')
  expect(told(resource(documentOf(all, { User: USER })).delete?.again)).toBe('404 (guess)')
})

const unknownOf = (description: string, statuses: readonly string[]): string => {
  const update = { body: ref('User'), answers: { 200: ref('User') }, description }
  const document = documentOf({ ...USERS, 'PUT /users/{userId}': update }, { User: USER })
  const refusals = Object.fromEntries(statuses.map((status) => [status, { content: {}, headers: {} }]))
  const operations = document.operations.map((one) => ({ ...one, responses: { ...one.responses, ...refusals } }))
  const { updates } = resource({ ...document, operations })
  return told(updates.find(({ operation }) => operation.startsWith('PUT'))?.unknown)
}

test('a PUT of an existing member finds none that is gone, where a refusal is documented', () => {
  expect(unknownOf('Overwrite an existing user.', ['4XX'])).toBe('404 (sure)')
  expect(unknownOf('Updates an existing user.', ['404'])).toBe('404 (sure)')
  expect(unknownOf('Updates a user.', ['404'])).toBe('404 (guess)')
  expect(unknownOf('Updates an existing user, or creates it.', ['404'])).toBe('404 (guess)')
  expect(unknownOf('Overwrite an existing user.', ['201', '4XX'])).toBe('"creates" (guess)')
  expect(unknownOf('Overwrite an existing user.', [])).toBe('unknown')
  expect(unknownOf('Overwrite a user.', ['4XX'])).toBe('unknown')
})

const ofPatch = (description: string, statuses: readonly string[]): string => {
  const answers = Object.fromEntries(['200', ...statuses].map((status) => [status, ref('User')]))
  const patch = { description, body: PART, answers }
  const { updates } = resource(documentOf({ ...USERS, 'PATCH /users/{userId}': patch }, { User: USER }))
  return told(updates.find(({ operation }) => operation.startsWith('PATCH'))?.unknown)
}

test('a PATCH creates an unknown member where its words say so, or where it documents 201 and no 404', () => {
  expect(ofPatch('Creates or updates a user.', [])).toBe('"creates" (guess)')
  expect(ofPatch('Changes a user; one that does not exist is created.', ['404'])).toBe('"creates" (guess)')
  expect(ofPatch('Changes a user.', ['201'])).toBe('"creates" (guess)')
  expect(ofPatch('Changes a user.', ['201', '404'])).toBe('404 (sure)')
  expect(ofPatch('Changes a user.', [])).toBe('unknown')
})

function updatesOf(description: string): readonly unknown[] {
  const update = { body: PART, answers: { 200: ref('User'), 400: {} }, description }
  const { 'POST /users': _, 'PATCH /users/{userId}': __, ...others } = USERS
  const found = resource(documentOf({ ...others, 'PUT /users/{userId}': update }, { User: USER }))
  return [found.create?.operation, told(found.create?.again), found.updates.length]
}

test('a PUT that refuses a member which is there is a create, and no update', () => {
  expect(updatesOf('Creates a user. A user that exists already is a `400`.')).toEqual([
    'PUT /users/{userId}',
    '400 (sure)',
    0,
  ])
  expect(updatesOf('Creates a user, or replaces it.')).toEqual(['PUT /users/{userId}', '"replaces" (guess)', 1])
})

test('a POST at a member beside a PUT is an update where its words say so, and an action elsewhere', () => {
  const { 'PATCH /users/{userId}': _, ...withoutPatch } = USERS
  const updatesWith = (
    description: string,
    others: Parameters<typeof documentOf>[0] = withoutPatch,
    body: DocumentSchema = PART,
  ): readonly string[] => {
    const post = { body, answers: { 200: ref('User') }, description }
    const { updates } = resource(documentOf({ ...others, 'POST /users/{userId}': post }, { User: USER }))
    return updates.map((one) => `${one.operation} ${told(one.effect)}`)
  }
  const replaced = 'PUT /users/{userId} "replace" (guess)'
  expect(updatesWith('Updates a user partially.')).toEqual([replaced, 'POST /users/{userId} "merge" (sure)'])
  expect(updatesWith('Modifies the user.')).toEqual([replaced, 'POST /users/{userId} "merge" (guess)'])
  expect(updatesWith('Sends the user a message.')).toEqual([replaced])
  expect(updatesWith('Updates a user partially.', USERS)).toHaveLength(2)
  const avatar = { type: 'object', properties: { image: TEXT, size: TEXT } }
  expect(updatesWith('Updates the avatar of a user.', withoutPatch, avatar)).toEqual([replaced])
})

test('a body whose own description says that what is left out stays is merged surely', () => {
  const said = factsOf('Parameters not sent keep their value. Immutable ones are refused.')
  expect(said).toMatchObject({ 'x-partial': true })
  expect(put('Updates the user.', { ...USER, ...said })).toBe('"merge" (sure)')
  expect(factsOf('All parameters replace those of before.')).not.toHaveProperty('x-partial')
})
