import { expect, test } from 'vitest'
import { saysDerived } from './says-derived.ts'

test.each([
  'Sum of the items in cents',
  'The total of all lines.',
  'Number of words in the body',
  'The number of seats that are left.',
  'Computed from the price and the quantity.',
  'In cents. Calculated as quantity times price.',
  'Made from the title',
  'This is the average of the ratings.',
])('the server works the value out: %s', (description) => expect(saysDerived(description)).toBe(true))

test.each([
  'The number on the door.',
  'Sum of the items at the time of the order.',
  'The original number of seats.',
  'The number of attempts.',
  'The name of the customer.',
  'Made by hand.',
  'x'.repeat(2000),
  undefined,
])('nothing says that the server works the value out: %s', (description) =>
  expect(saysDerived(description)).toBe(false),
)
