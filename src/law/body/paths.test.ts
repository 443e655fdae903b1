import { expect, test } from 'vitest'
import { fillPath } from './paths.ts'

test('values of a server are encoded in a path, half a surrogate pair as U+FFFD', () => {
  expect(fillPath('/a/{id}/b/{key}', ['x/y', '\ud800'])).toBe('/a/x%2Fy/b/%EF%BF%BD')
})
