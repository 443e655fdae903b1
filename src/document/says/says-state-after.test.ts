import { expect, test } from 'vitest'
import { stateAfter } from './says-state-after.ts'

const STATES = ['draft', 'confirmed', 'shipped']

test.each([
  ['Confirms a draft. Its state is `confirmed` then, and `confirmedAt` the time.', 'confirmed'],
  ['A draft becomes `confirmed`, and `confirmedAt` is set.', 'confirmed'],
  ['The status is set to "shipped".', 'shipped'],
  // It may say what comes before.
  ['Ships an order. Its state is `confirmed`.', undefined],
  ['Its state is `shipped` then if all parts are there.', undefined],
  ['A draft becomes `confirmed`. The order becomes `shipped`.', undefined],
  ['The state becomes `lost`.', undefined],
  [undefined, undefined],
])('%s: the state after is %s', (description, state) => {
  expect(stateAfter(STATES, description)).toBe(state)
})
