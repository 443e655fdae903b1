import { expect, test } from 'vitest'
import { boundParameter } from './bound-parameter.ts'
import { filterPlace } from './filter-place.ts'

const member = { id: 7, price: 3 }

test.each([
  ['since_id', 'Restrict results to after the specified ID.', false],
  ['since_id', 'Restrict results to the specified ID and after, inclusive.', undefined],
  ['since_id', 'The id to begin with.', undefined],
  ['price_before', 'Only prices less than this one.', false],
  ['price_before', 'Only prices less than or equal to this one.', undefined],
  ['max_price', 'Only prices less than this one.', true],
])('the bound of %s (%s) is within: %s', (name, description, isWithin) => {
  expect(boundParameter({ in: 'query', name, description }, member)?.isWithin).toBe(isWithin)
})

test.each([
  ['min_price', 'Only lots with a `price.amount` of at least this.', '/price/amount'],
  ['min_price', 'Only lots with a price of at least this.', undefined],
  ['min_price', 'Lots between `price.amount` and `price.tax`.', undefined],
  ['min_size', 'Only lots with a `price.amount` of at least this.', undefined],
])('the bound %s (%s) is that of the property at %s', (name, description, at) => {
  const lot = { id: 7, price: { amount: 3, tax: 1 } }
  expect(boundParameter({ in: 'query', name, description }, lot)?.at).toBe(at)
})

test('a filter of JSON:API has its property or its list in the attributes', () => {
  const attributes = { status: 'open', tags: ['one', 'two'] }
  expect(filterPlace('filter[tags]', { id: '1', attributes })).toBe('/attributes/tags')
  expect(filterPlace('filter[status]', { id: '1', attributes })).toBe('/attributes/status')
  expect(filterPlace('status', { one: { status: ['a'] }, other: { status: 'b' } })).toBe('/other/status')
  expect(filterPlace('status', { one: { status: ['a'] }, other: { status: ['b'] } })).toBeUndefined()
})
