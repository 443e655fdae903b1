import { expect, test } from 'vitest'
import { stateAfter } from './says-state-after.ts'

const STATES = ['draft', 'confirmed', 'shipped']

test.each([
  ['Confirms a draft. Its state is `confirmed` then, and `confirmedAt` the time.', 'confirmed'],
  ['A draft becomes `confirmed`, and `confirmedAt` is set.', 'confirmed'],
  ['The status is set to "shipped".', 'shipped'],
  ['Sets the status of an order as "confirmed", which ends the draft.', 'confirmed'],
  ['Charges the customer, and updates the order state to shipped.', 'shipped'],
  ['This operation transitions the order to the status of `shipped`.', 'shipped'],
  ['The status of the order will be set to shipped.', 'shipped'],
  ['Changes the status of the order to shipped or confirmed.', undefined],
  ['Changes the status of the order to another one.', undefined],
  ['Sets the state to report on.', undefined],
  // It may say what comes before.
  ['Ships an order. Its state is `confirmed`.', undefined],
  ['Its state is `shipped` then if all parts are there.', undefined],
  ['A draft becomes `confirmed`. The order becomes `shipped`.', undefined],
  ['The state becomes `lost`.', undefined],
  [undefined, undefined],
])('%s: the state after is %s', (description, state) => {
  expect(stateAfter(STATES, description)).toBe(state)
})
