import { expect, test } from 'vitest'
import { setProperties } from './says-set.ts'

const NAMES = ['paid_at', 'assignedTo', 'status']

test.each([
  ['An open invoice becomes `paid`, and `paid_at` is set.', ['paid_at'], []],
  ['Pays the invoice. Sets paid_at to the current time.', ['paid_at'], []],
  ['The device becomes Retired, and assignedTo null.', [], ['assignedTo']],
  ['Retires the device and clears `assignedTo`.', [], ['assignedTo']],
  ['Sets `assignedTo` to null.', [], ['assignedTo']],
  ['`paid_at` is set to null.', [], ['paid_at']],
  ['If the invoice is open, `paid_at` is set.', [], []],
  ['`paid_at` is only set by an administrator.', [], []],
  ['The event `x.paid_at` is set off.', [], []],
  [undefined, [], []],
])('%s', (description, set, emptied) => {
  expect(setProperties(NAMES, description)).toEqual({ set, emptied })
})
