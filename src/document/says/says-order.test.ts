import { expect, test } from 'vitest'
import { orderSaid } from './says-order.ts'

test.each<[string, ReturnType<typeof orderSaid>]>([
  ['The notes of the caller, the newest first.', { isFalling: true }],
  ['Returns a list of customers. Newest first.', { isFalling: true }],
  [
    '<p>The customers are returned sorted by creation date, with the most recent customers appearing first.</p>',
    { by: 'creation date', isFalling: true },
  ],
  [
    'sorted by creation date, with the most recently created products appearing first',
    { by: 'creation date', isFalling: true },
  ],
  ['The list of Secrets sorted in reverse by create_time (newest first).', { by: 'create_time', isFalling: true }],
  ['Lists events in reverse chronological order.', { isFalling: true }],
  ['Lists events in chronological order.', { isFalling: false }],
  ['Members are listed in the order in which they were created.', { isFalling: false }],
  ['All runs, from newest to oldest.', { isFalling: true }],
  ['Returns the most recently created runs first.', { isFalling: true }],
  ['Most recently updated first.', { by: 'updated', isFalling: true }],
  ['Lists tags, sorted alphabetically by name.', { by: 'name', isFalling: false }],
  ['The tags, sorted by name.', { by: 'name' }],
  ['By default, rows are ordered by `due_date` descending.', { by: 'due_date', isFalling: true }],
  ['Rows in ascending order of position.', { by: 'position', isFalling: false }],
  ['Unless you ask for another order, rows are sorted by name then id.', { by: 'name then id' }],
])('%s tells an order', (text, order) => {
  expect(orderSaid(text)).toEqual(order)
})

test.each([
  'Lists the orders of a customer.',
  'Products ordered by customers.',
  'The list can be sorted by name.',
  'Use `sort=name` to get the names sorted by name.',
  'Rows are returned in no particular order, often newest first.',
  'Pinned notes, then the newest first.',
  'Most recently played first.',
  'Newest first, or oldest first with the flag.',
  'Projects with their members sorted by name.',
  'The first page of members. The most recent login of each is shown.',
  'Sorted by name. Newest first.',
  'Returns the newest version. First, the caller needs a token.',
])('%s tells none', (text) => {
  expect(orderSaid(text)).toBeUndefined()
})

test('what a parameter says of others than the default is about no list without it', () => {
  expect(orderSaid('Order of the list, newest first.', true)).toBeUndefined()
  expect(orderSaid('Order of the list. Newest first by default.', true)).toEqual({ isFalling: true })
})
