import { expect, test } from 'vitest'
import { freeObject } from './free-object.ts'

const making = { word: () => 'ws1', variant: 2, schemas: {} }
const EXAMPLE = { user: 'kimchy', likes: 3, isOpen: true, place: { city: 'Oslo' }, group_id: 7 }

test('an object with free properties is like its example, with fresh values of the same types', () => {
  const schema = { type: 'object', additionalProperties: true, examples: [EXAMPLE] }
  expect(freeObject({ schema }, making)).toMatchObject({ likes: 5, isOpen: true, group_id: 7 })
  expect(JSON.stringify(freeObject({ schema }, making))).toContain('ws1')
  expect(freeObject({ schema: { type: 'object' }, example: EXAMPLE }, { ...making, variant: 1 })).toMatchObject({
    likes: 4,
    isOpen: false,
  })
})

test.each([
  { type: 'object', additionalProperties: false },
  { type: 'object', additionalProperties: { type: 'integer' } },
  { type: 'object', properties: { user: { type: 'string' } } },
  { type: 'object', required: ['user'] },
  { type: 'array' },
])('a schema such as %j is no object with free properties', (schema) => {
  expect(freeObject({ schema, example: EXAMPLE }, making)).toBeUndefined()
})

test('without an example, nothing is made', () => {
  expect(freeObject({ schema: { type: 'object' } }, making)).toBeUndefined()
})
