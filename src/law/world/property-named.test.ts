import { expect, test } from 'vitest'
import { propertyNamed } from './property-named.ts'

const NAMES = ['kind', 'quantity', 'type', 'title']

test.each([
  [{ error: { code: 'invalid', field: 'quantity' } }, 'quantity'],
  [{ type: 'about:blank', title: 'Wrong', errors: [{ pointer: '/data/quantity', message: 'too small' }] }, 'quantity'],
  [{ detail: [{ loc: ['body', 'quantity'], msg: 'too small' }] }, 'quantity'],
  [{ fields: { quantity: ['is too small'] } }, 'quantity'],
  [{ quantity: ['This field is too small.'] }, 'quantity'],
  [{ message: 'The quantity is too small' }, 'quantity'],
  [{ message: 'The quantity does not suit the kind' }, undefined],
  [{ type: 'about:blank', title: 'Wrong' }, undefined],
])('%j names one property: %s', (json, expected) => {
  expect(propertyNamed({ json, text: JSON.stringify(json) }, NAMES)).toBe(expected)
})
