import { expect, test } from 'vitest'
import { documentOf, INTEGER, ref, TEXT } from './document.test-support.ts'
import { resource, told, USERS } from './users.test-support.ts'

const UNIQUE = { 'x-unique': 'Unique.' }
const USER = {
  type: 'object',
  properties: {
    id: { ...TEXT, ...UNIQUE, readOnly: true },
    email: { ...TEXT, ...UNIQUE },
    number: { ...INTEGER, ...UNIQUE },
    role: { enum: ['a', 'b'], ...UNIQUE },
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
