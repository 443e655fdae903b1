import { expect, test } from 'vitest'
import { saysPart } from './says-part.ts'

test.each([
  'Books whose title contains the text.',
  'A part of the name, in any case.',
  'Substring of the title.',
  'Partial match on name.',
])('a part of a text finds it: %s', (description) => expect(saysPart(description)).toBe(true))

test.each([
  'Search by title.',
  'Films whose title contains all words.',
  'A text that is not a substring of the title.',
  undefined,
])('nothing says that a part of a text finds it: %s', (description) => expect(saysPart(description)).toBe(false))
