import { expect, test } from 'vitest'
import { sizeBoundsSaid } from './size-bounds-said.ts'

test.each([
  ['A value below 5 is raised to 5, and one above 50 is lowered to 50.', { minimum: 5, maximum: 50 }],
  ['Clamped to 5..50.', { minimum: 5, maximum: 50 }],
  ['Values are clamped between 10 and 100.', { minimum: 10, maximum: 100 }],
  ['Capped at `200`.', { maximum: 200 }],
  ['It must be at least 3.', { minimum: 3 }],
  ['The members of a page. Default: 20', {}],
  [undefined, {}],
])('the bounds of "%s" are %j', (text, bounds) => {
  expect(sizeBoundsSaid(text)).toEqual(bounds)
})
