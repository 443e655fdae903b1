import { expect, test } from 'vitest'
import { saysChanged } from './says-changed.ts'

test.each([
  'Stored as digits, without blanks.',
  'Kept in upper case.',
  'The price, rounded up to the next multiple of 5.',
  'Cut after 8 characters.',
  'Only the first one is kept.',
  'The last four characters only, after asterisks.',
  'Normalised to E.164.',
])('the server shows another value: %s', (description) => expect(saysChanged(description)).toBe(true))

test.each([
  'The name of the author.',
  'Compared without regard to upper case.',
  'The code must be in upper case.',
  'The round of the game.',
  'x'.repeat(2000),
  undefined,
])('nothing says that the server shows another value: %s', (description) =>
  expect(saysChanged(description)).toBe(false),
)
