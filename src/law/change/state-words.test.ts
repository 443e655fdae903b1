import { expect, test } from 'vitest'
import { refusesIn, refusesUnless } from './state-words.ts'

test.each([
  ['published', 'The event is already published', true],
  ['archived', 'The project is archived already', true],
  ['PAID', 'Order is PAID.', true],
  ['sent', 'Already sent', true],
  ['published', 'The event is not published', false],
  ['published', 'Must be published', false],
  ['registered', 'The e-mail is already registered', false],
  ['registered', 'The event is full or already registered', false],
  ['paid', 'Conflict', false],
])('%s is refused by "%s": %s', (state, sentence, isRefused) => {
  expect(refusesIn([state], sentence)).toBe(isRefused)
})

test.each([
  ['draft', 'The invoice is not a draft', true],
  ['in_progress', 'The task is not in progress', true],
  ['draft', 'Must be a draft', true],
  ['NEW', 'Only new orders can be paid', true],
  ['draft', 'The invoice is not a draft or a copy', false],
  ['draft', 'The invoice is a draft', false],
])('all states but %s are refused by "%s": %s', (state, sentence, isRefused) => {
  expect(refusesUnless(state, sentence)).toBe(isRefused)
})
