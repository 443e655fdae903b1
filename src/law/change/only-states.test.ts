import { expect, test } from 'vitest'
import { onlyStates } from './only-states.ts'

const INVOICES = { noun: 'invoice', states: ['DRAFT', 'SENT', 'IN_REVIEW', 'PAID'] }
const SEND = { method: 'POST', path: '/invoices/{id}/send', id: 'sendInvoice' }
const REMOVE = { method: 'DELETE', path: '/invoices/{id}', id: 'deleteInvoice' }
const CHANGE = { method: 'PATCH', path: '/invoices/{id}', id: 'updateInvoice' }

test.each([
  [SEND, 'Only invoices with "draft" status can be sent.', ['DRAFT']],
  [SEND, 'This operation can only be performed on invoices with a `DRAFT` status.', ['DRAFT']],
  [
    SEND,
    'This operation can only be performed on invoices in `DRAFT` or **IN_REVIEW** status.',
    ['DRAFT', 'IN_REVIEW'],
  ],
  [
    SEND,
    'This operation can only be performed on invoices that do not have a `PAID` status.',
    ['DRAFT', 'SENT', 'IN_REVIEW'],
  ],
  [SEND, 'Only invoices in the `DRAFT`, `SENT`, or `IN_REVIEW` state can be sent.', ['DRAFT', 'SENT', 'IN_REVIEW']],
  [REMOVE, 'As a precaution, only invoices with a status of PAID are eligible for deletion.', ['PAID']],
  [REMOVE, 'You can only delete a draft invoice.', ['DRAFT']],
  [CHANGE, 'You can only update an invoice in the `IN_REVIEW` status.', ['IN_REVIEW']],
  [CHANGE, 'Invoices with a `PAID` or `SENT` state cannot be updated.', ['DRAFT', 'IN_REVIEW']],
  [CHANGE, 'Only invoices in the state `DRAFT` can be updated.', ['DRAFT']],
  [CHANGE, 'Invoices can be changed in the state DRAFT only.', ['DRAFT']],
  [CHANGE, 'Invoices in status PAID or SENT cannot be updated.', ['DRAFT', 'IN_REVIEW']],
] as const)('%j is limited by "%s"', (operation, sentence, states) => {
  expect(onlyStates(sentence, operation, INVOICES)).toEqual(states)
})

test.each([
  [SEND, 'Only invoices with "draft" status can be deleted.'],
  [CHANGE, 'Only invoices in the draft state can be sent.'],
  [REMOVE, 'Only customers with an active status can be deleted.'],
  [REMOVE, 'Only invoices of the caller can be deleted.'],
  [CHANGE, 'Invoices with a paid status cannot be updated unless they are reopened.'],
  [CHANGE, 'You can only update an invoice in the draft status when it has no lines.'],
  [CHANGE, 'Locked invoices can only be updated by the user who locked them.'],
  [SEND, 'Sends an invoice with the status draft.'],
  [SEND, 'Only invoices in the DRAFT or OVERDUE status can be sent.'],
] as const)('%j is not limited by "%s"', (operation, sentence) => {
  expect(onlyStates(sentence, operation, INVOICES)).toBeUndefined()
})
