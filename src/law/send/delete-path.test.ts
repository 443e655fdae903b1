import { expect, test } from 'vitest'
import { deletePath } from './create-note.ts'

test('a member is deleted at its path, or at another one with its key', () => {
  expect(deletePath({ item: '/variants/{id}' }, '/variants/7')).toBe('/variants/7')
  const note = { item: '/v1.0/variants/{id}', removeAt: '/products/3/variants/{id}' }
  expect(deletePath(note, '/v1.0/variants/a%2Fb')).toBe('/products/3/variants/a%2Fb')
  // A server may give a member a path that is not well encoded.
  expect(deletePath(note, '/v1.0/variants/50%')).toBe('/products/3/variants/50%25')
  expect(deletePath(note, '/v1x0/variants/7')).toBe('/v1x0/variants/7')
})
