import { expect, test } from 'vitest'
import { allowedState, refusesIn, refusesUnless } from './state-words.ts'

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

const INVOICES = { noun: 'invoice', states: ['draft', 'sent', 'in_review'] }

function saying(description: string, refusal: string): Parameters<typeof allowedState>[0] {
  return { description, responses: { '409': { description: refusal, content: {}, headers: {} } } }
}

test.each([
  ['Send a draft invoice', 'The invoice is not a draft', { state: 'draft', isSure: true }],
  ['Send an invoice', 'Only draft invoices can be sent', { state: 'draft', isSure: true }],
  ['Moves an invoice that is in_review to sent.', 'The status does not allow it', { state: 'in_review', isSure: true }],
  ['Sends a draft invoice.', 'Conflict', { state: 'draft', isSure: false }],
  ['Sends a draft invoice, or a sent one again.', 'Conflict', undefined],
  ['Send an invoice', 'The customer is not in review', undefined],
  ['Send an invoice', 'The invoice is sent already', undefined],
])('"%s", refused with "%s"', (description, refusal, allowed) => {
  expect(allowedState(saying(description, refusal), INVOICES)).toEqual(allowed)
})

test('without a refusal, the words of a description allow no state', () => {
  expect(allowedState({ description: 'Send a draft invoice', responses: {} }, INVOICES)).toBeUndefined()
})
