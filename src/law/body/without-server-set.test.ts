import { expect, test } from 'vitest'
import { withoutServerSet } from './without-server-set.ts'

const rule = {
  type: 'object',
  required: ['code'],
  properties: {
    id: { type: 'string', 'x-server-set': true },
    code: { type: 'string', 'x-server-set': true },
    delay: { type: 'integer' },
  },
} as const

test('what the server sets is left out of the items of a list, where it is optional', () => {
  const value = { rules: [{ id: '', code: 'a', delay: 1 }, 'text'], other: { id: 'b' } }
  const schema = { properties: { rules: { type: 'array', items: { $ref: 'rule' } } } } as const
  expect(withoutServerSet(value, schema, { rule })).toEqual({
    rules: [{ code: 'a', delay: 1 }, 'text'],
    other: { id: 'b' },
  })
})
