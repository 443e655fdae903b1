import { expect, test } from 'vitest'
import { propertyNamed } from './property-named.ts'

const NAMES = ['kind', 'quantity', 'type', 'title']

test.each([
  [{ error: { code: 'invalid', field: 'quantity' } }, 'quantity'],
  [{ type: 'about:blank', title: 'Wrong', errors: [{ pointer: '/data/quantity', message: 'too small' }] }, 'quantity'],
  [{ detail: [{ loc: ['body', 'quantity'], msg: 'too small' }] }, 'quantity'],
  [{ fields: ['quantity'] }, 'quantity'],
  [{ fields: ['quantity', 'kind'] }, undefined],
  [{ detail: [{ loc: ['body', 'kind', 'quantity'], msg: 'too small' }] }, 'quantity'],
  [{ errors: [{ pointer: '/items/quantity/0', message: 'does not suit the kind' }] }, 'quantity'],
  [{ errors: { kind: { field: 'quantity' } } }, undefined],
  [{ title: [], message: 'The quantity is too small' }, 'quantity'],
  [{ type: [400, 'invalid'], message: 'The quantity is too small' }, 'quantity'],
  [{ message: 'The subtype is too long' }, undefined],
  [{ fields: { quantity: ['is too small'] } }, 'quantity'],
  [{ quantity: ['This field is too small.'] }, 'quantity'],
  [{ message: 'The quantity is too small' }, 'quantity'],
  [{ message: 'The quantity does not suit the kind' }, undefined],
  [{ type: 'about:blank', title: 'Wrong' }, undefined],
])('%j names one property: %s', (json, expected) => {
  expect(propertyNamed({ json, text: JSON.stringify(json) }, NAMES)).toBe(expected)
})
