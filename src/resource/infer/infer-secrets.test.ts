import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, INTEGER, ref, TEXT } from '../document.test-support.ts'
import { resource, told, USERS } from '../users.test-support.ts'

const USER = { type: 'object', properties: { id: { ...TEXT, readOnly: true }, name: TEXT } }

interface Told {
  /** Beside the properties, in the schema of requests and answers. */
  readonly more?: object
  /** The schema of the create. Default: that of the answers. */
  readonly body?: string
}

/** The properties that the server sets beside the id, where a user has one more property. */
function setWith(name: string, property: DocumentSchema, { more, body = 'User' }: Told = {}): readonly string[] {
  const user = { ...USER, ...more, properties: { ...USER.properties, [name]: property } }
  const operations = { ...USERS, 'POST /users': { body: ref(body), answers: { 201: ref('User') } } }
  return resource(documentOf(operations, { User: user, New: user })).server.filter((at) => at !== '/id')
}

test('a number that tells when a member was created or last changed is set by the server', () => {
  expect(setWith('created_at', INTEGER)).toEqual(['/created_at'])
  expect(setWith('last_modified', { ...INTEGER, 'x-instant': true })).toEqual(['/last_modified'])
  expect(setWith('created', { ...INTEGER, format: 'unix-time' })).toEqual(['/created'])
})

test('a client may set other numbers, and a time that a schema of requests has or demands', () => {
  expect(setWith('expires_at', INTEGER)).toEqual([])
  expect(setWith('created', INTEGER)).toEqual([])
  expect(setWith('created_at', TEXT)).toEqual([])
  expect(setWith('created_at', INTEGER, { more: { required: ['created_at'] } })).toEqual([])
  expect(setWith('created_at', INTEGER, { body: 'New' })).toEqual([])
})

test('a property is hidden where its description says that no answer shows it', () => {
  const user = { ...USER, properties: { ...USER.properties, code: { ...TEXT, 'x-write-only': true } } }
  expect(resource(documentOf(USERS, { User: user })).hidden.map(told)).toEqual(['"/code" (sure)'])
})

test('a secret within the items of a list, or within one of their alternatives, has a place for each item', () => {
  const mail = { type: 'object', properties: { code: { ...TEXT, writeOnly: true } } }
  const chat = {
    type: 'object',
    properties: { token: { ...TEXT, 'x-masked': 'form' }, pin: { ...TEXT, 'x-masked': 'open' } },
  }
  const hooks = { type: 'array', items: { oneOf: [mail, chat] } }
  const user = { ...USER, properties: { ...USER.properties, hooks } }
  const { hidden, masked } = resource(documentOf(USERS, { User: user }))
  expect(hidden.map(told)).toEqual(['"/hooks/*/code" (sure)'])
  expect(masked.map(told)).toEqual(['"/hooks/*/token" (sure)', '"/hooks/*/pin" (guess)'])
})
