import { expect, test } from 'vitest'
import { orderOfAllLists, orderSaid } from './says-order.ts'

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
  ['The keys are ordered by descending creation date.', { by: 'creation date', isFalling: true }],
  ['Rows are sorted in ascending order according to their `due_at`.', { by: 'due_at', isFalling: false }],
  ['Rooms in the order of their names (by code points).', { by: 'name' }],
  ['The bookings of the room, by their start.', { by: 'start' }],
  ['The pages that are not deleted, by title (code points), those of the same title by slug.', { by: 'title' }],
  ['All flags that match the filters, by key. There are no pages.', { by: 'key' }],
  ['The rules of the flag in the order in which they are tried, which is the order of creation.', { isFalling: false }],
])('%s tells an order', (text, order) => {
  expect(orderSaid(text)).toEqual(order)
})

test.each([
  'Lists the orders of a customer.',
  'The sums of all orders, by customer.',
  'The members of a room, by id or name.',
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

test('a text about the API says the order of all lists', () => {
  const text =
    'Contacts and notes.\n\n**Lists** are sorted by creation, the newest first. `limit` is the size of a page.'
  expect(orderOfAllLists(text)).toEqual({ by: 'creation', isFalling: true })
  expect(orderOfAllLists('All lists are sorted by name.')).toEqual({ by: 'name' })
  expect(orderOfAllLists('Lists of contacts are short. Notes are sorted by name.')).toBeUndefined()
})
