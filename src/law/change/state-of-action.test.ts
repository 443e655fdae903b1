import { expect, test } from 'vitest'
import { isStateOf, unsetBefore } from './state-of-action.ts'

test.each([
  ['publish', 'publishedAt', true],
  ['discontinue', 'isDiscontinued', true],
  ['send', 'sent_at', true],
  ['pay', 'PAID', true],
  ['markAsPaid', 'paid', true],
  ['cancel', 'CANCELLED', true],
  ['publish', 'publishedVersion', false],
  ['start', 'start', false],
])('%s leads to %s: %s', (action, name, isState) => {
  expect(isStateOf(action, name)).toBe(isState)
})

test('what may only be asked for, and what is set already, is not unset', () => {
  const shown = { verified: false, archived: true, archivedAt: null, title: 'a' }
  expect([unsetBefore('verify', shown), unsetBefore('archive', shown)]).toEqual([[], ['archivedAt']])
})
