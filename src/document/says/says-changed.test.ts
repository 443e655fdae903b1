import { expect, test } from 'vitest'
import { saysChanged } from './says-changed.ts'

test.each([
  'Stored as digits, without blanks.',
  'Kept in upper case.',
  'The price, rounded up to the next multiple of 5.',
  'Cut after 8 characters.',
  'Only the first one is kept.',
  'The first two lines. The PDF has them all.',
  'The latest 10 events',
  'The last four characters only, after asterisks.',
  'Normalised to E.164.',
  'Making another one primary clears the flag of the former.',
  'Only one address is the default.',
  'Values past the end are moved to the end; others move up.',
  'Markup is removed.',
  'Rounded to cents. Null clears it.',
])('the server shows another value: %s', (description) => expect(saysChanged(description)).toBe(true))

test.each([
  'The name of the author.',
  'The first name of the author.',
  'Compared without regard to upper case.',
  'The code must be in upper case.',
  'The rounds of the game.',
  'The day on which the cheque clears.',
  'The code of a country, two letters in upper case.',
  'Stored as text.',
  'A description of the milestone. `null` clears it.',
  'An empty text clears the note.',
  'x'.repeat(2000),
  undefined,
])('nothing says that the server shows another value: %s', (description) =>
  expect(saysChanged(description)).toBe(false),
)
