import { expect, test } from 'vitest'
import { allowedStates, refusesIn, refusesUnless, repeatsNothing } from './state-words.ts'

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
  ['draft', 'The invoice is no longer a draft', true],
  ['draft', 'Only from draft', true],
  ['draft', 'The invoice is not a draft or a copy', false],
  ['draft', 'The invoice is a draft', false],
])('all states but %s are refused by "%s": %s', (state, sentence, isRefused) => {
  expect(refusesUnless(state, sentence)).toBe(isRefused)
})

const SEND = { id: 'sendInvoice', method: 'POST', path: '/invoices/{id}/send' }
const INVOICES = { noun: 'invoice', states: ['draft', 'sent', 'in_review'] }

test.each([
  ['Archiving an archived flag has no effect.', true],
  ['Archiving it twice changes nothing.', true],
  ['This operation is idempotent: archiving an archived flag succeeds.', true],
  ['This operation is not idempotent.', false],
  ['Archiving a flag changes nothing in its rules.', false],
  ['An archived flag is restored by an update.', false],
])('"%s" says that a second archiving changes nothing: %s', (description, isSaid) => {
  expect(repeatsNothing(['archived'], description)).toBe(isSaid)
})

function saying(description: string, refusal: string): Parameters<typeof allowedStates>[0] {
  return { ...SEND, description, responses: { '409': { description: refusal, content: {}, headers: {} } } }
}

test.each([
  ['Send a draft invoice', 'The invoice is not a draft', { allowed: ['draft'], isSure: true }],
  [
    'Moves the due date of a draft invoice by `days`.',
    'The invoice is sent, or was moved twice',
    { allowed: ['draft'], isSure: true },
  ],
  ['Send an invoice', 'Only draft invoices can be sent', { allowed: ['draft'], isSure: true }],
  [
    'Moves an invoice that is in_review to sent.',
    'The status does not allow it',
    { allowed: ['in_review'], isSure: true },
  ],
  ['Send an invoice', 'The invoice is not a draft. The invoice is not in review.', undefined],
  ['Sends a draft invoice. Moves a sent invoice to the archive.', 'Conflict', undefined],
  ['Sends an invoice with the status draft, sent or in_review.', 'Conflict', undefined],
  ['Sends a draft invoice.', 'Conflict', { allowed: ['draft'], isSure: false }],
  ['Sends a draft invoice, or a sent one again.', 'Conflict', undefined],
  [
    'Changing the lines of a sent invoice puts it back to draft.',
    'The invoice is in_review',
    { allowed: ['draft', 'sent'], isSure: true },
  ],
  ['Editing a sent invoice makes it a draft again.', 'Conflict', undefined],
  ['Sends the invoice. Sending a sent invoice answers 204 and changes nothing.', 'Conflict', undefined],
  ['Send an invoice', 'The customer is not in review', undefined],
  ['Send an invoice', 'The invoice is sent already', { allowed: ['draft', 'in_review'], isSure: true }],
  ['Send an invoice', 'The invoice is in_review or already sent.', { allowed: ['draft'], isSure: true }],
  ['Send an invoice', 'The invoice is sent or unknown', undefined],
  ['Send an invoice', 'The invoice is sent to another customer', undefined],
  [
    'A draft becomes sent. An invoice that is not a draft is answered with 409.',
    'Conflict',
    { allowed: ['draft'], isSure: true },
  ],
  ['A draft invoice becomes sent. Any other is answered with 409.', 'Conflict', { allowed: ['draft'], isSure: true }],
  [
    'Sends it. An invoice that is sent or in_review is answered with 409.',
    'Conflict',
    { allowed: ['draft'], isSure: true },
  ],
  [
    'Send a draft. The draft becomes sent. Any other invoice is answered with 409.',
    'Conflict',
    { allowed: ['draft'], isSure: true },
  ],
  ['Sends it. A sent invoice is answered with 409.', 'Conflict', { allowed: ['draft', 'in_review'], isSure: true }],
  ['Sends it. Sent and in_review invoices are answered with 409.', 'Conflict', { allowed: ['draft'], isSure: true }],
  ['Sends it. Sent invoices of others are answered with 409.', 'Conflict', undefined],
  ['Sends it. An invoice that is sent or of another customer is answered with 409.', 'Conflict', undefined],
])('"%s", refused with "%s"', (description, refusal, allowed) => {
  expect(allowedStates(saying(description, refusal), INVOICES)).toEqual(allowed)
})

const other = (description: string): unknown => allowedStates({ ...SEND, description, responses: {} }, INVOICES)

test('a description refuses all other states, whatever the status', () => {
  const words = 'Sets the status of an invoice with the status `draft` to `sent`.'
  expect(other(`${words} Any other status is answered with 403, and nothing changes.`)).toEqual({
    allowed: ['draft'],
    isSure: true,
  })
  expect(other(words)).toBeUndefined()
  expect(other('Sends an invoice with the status `draft` or `in_review`. Any other status is refused.')).toEqual({
    allowed: ['draft', 'in_review'],
    isSure: true,
  })
  expect(other(`${words} Any other status is set by the server.`)).toBeUndefined()
  expect(other('Sends an invoice with the status draft or without lines. Any other status is refused.')).toBeUndefined()
})

test('without a refusal, the words of a description allow no state, and one with 400 is a refusal', () => {
  expect(allowedStates({ ...SEND, description: 'Send a draft invoice', responses: {} }, INVOICES)).toBeUndefined()
  const refused = { '400': { description: 'The invoice is not a draft', content: {}, headers: {} } }
  expect(allowedStates({ ...SEND, description: 'Send an invoice', responses: refused }, INVOICES)).toEqual({
    allowed: ['draft'],
    isSure: true,
  })
})

test('a sentence about a write in other states takes a limit back', () => {
  const limit = 'This operation can only be performed on invoices that have a `sent` status.'
  expect(other(limit)).toEqual({ allowed: ['sent'], isSure: true })
  expect(other(`${limit} Calling this on an invoice whose status is not sent archives the invoice.`)).toBeUndefined()
  expect(other(`${limit} In any other status it is refused with 409.`)).toBeDefined()
})
