import { expect, test } from 'vitest'
import { saysClearsOthers } from './says-clears-others.ts'

test.each([
  'Country of the seat. A change of the country clears the VAT id.',
  'Setting another plan resets the quota.',
  'The currency. Changing it removes all prices.',
])('a change clears others: %s', (description) => expect(saysClearsOthers(description)).toBe(true))

test.each([
  'Rounded to two digits.',
  'A note. Null clears it.',
  'An empty list clears the tags.',
  'The day on which the cheque clears.',
  'A change of the country never clears the VAT id.',
])('a change clears no others: %s', (description) => expect(saysClearsOthers(description)).toBe(false))
