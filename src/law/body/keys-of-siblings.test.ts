import { expect, test } from 'vitest'
import { withKeysOfSiblings } from './keys-of-siblings.ts'

const named = (of: string, type = 'string'): object => ({ type, 'x-one-of': { key: 'key', of } })
const SCHEMA = {
  type: 'object',
  properties: {
    on: named('variants'),
    off: named('variant'),
    other: named('rules'),
    count: named('variants', 'integer'),
  },
}
const VARIANTS = [{ key: 'a' }, { key: 'b' }]

test('texts name different items of the list beside them, and others stay', () => {
  const object = { variants: VARIANTS, on: 'x', off: 'y', other: 'z', count: 1 }
  expect(withKeysOfSiblings(object, SCHEMA, { schemas: {} })).toEqual({ ...object, on: 'a', off: 'b' })
})

test('a text that names an item stays, and the list may be that of the member above', () => {
  const holder = { variants: VARIANTS }
  expect(withKeysOfSiblings({ on: 'b' }, SCHEMA, { schemas: {}, holder })).toEqual({ on: 'b' })
  expect(withKeysOfSiblings({ on: 'x' }, SCHEMA, { schemas: {}, holder })).toEqual({ on: 'a' })
})
