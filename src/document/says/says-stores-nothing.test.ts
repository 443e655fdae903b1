import { expect, test } from 'vitest'
import { saysStoresNothing } from './says-stores-nothing.ts'

test.each([
  'Which variant a user gets. Nothing is stored. An archived flag gives the off variant.',
  'Estimates the costs. Nothing will be saved or changed.',
  'Checks the rule. This request changes nothing.',
  'The operation does not change any data.',
  'Evaluates the flag for a user; nothing is stored.',
])('%s', (text) => {
  expect(saysStoresNothing(text)).toBe(true)
})

test.each([
  'A body that breaks its schema is answered 400. Nothing changes then.',
  'Archiving an archived flag changes nothing.',
  'Nothing is stored if the body is wrong.',
  'Stores the flag, and nothing is stored twice.',
  'To cancel again changes nothing and is answered 200.',
  undefined,
])('not %s', (text) => {
  expect(saysStoresNothing(text)).toBe(false)
})
