import { expect, test } from 'vitest'
import { tellLists } from './tell-lists.ts'

const at = '/items'
const tell = (sent: readonly unknown[], shown: readonly unknown[]): string | undefined =>
  tellLists({ sent, shown, at }, (value) => JSON.stringify(value) ?? 'nothing')

test.each([
  [
    'items that were added to those of before',
    [{ a: 1 }, { a: 2 }],
    [{ a: 8 }, { a: 1 }, { a: 2 }],
    'expected 2 items at /items, got 3: the items that were sent stand behind 1 other',
  ],
  [
    'items that were lost at the end',
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }],
    'expected 2 items at /items, got 1: the last 1 of them is missing',
  ],
  [
    'items that stand behind those that were sent',
    [{ a: 1 }],
    [{ a: 1 }, { a: 2 }, { a: 3 }],
    'expected 1 item at /items, got 3: the items that were sent stand before 2 others',
  ],
  [
    'other items in another number',
    [{ a: 1 }, { a: 2 }],
    [{ a: 3 }],
    'expected 2 items at /items, got 1, the first difference: expected 1 at /items/0/a, got 3',
  ],
  [
    'a property of one item',
    [{ a: 1 }, { a: 2, b: { c: 'x' } }],
    [
      { id: 1, a: 1 },
      { id: 2, a: 2, b: { c: 'y' } },
    ],
    'expected "x" at /items/1/b/c, got "y"',
  ],
  ['a property that is missing', [{ a: 1 }], [{}], 'expected 1 at /items/0/a, got nothing'],
])('%s are told', (...[, sent, shown, message]) => {
  expect(tell(sent, shown)).toBe(message)
})

test('a value in another form is no difference to tell', () => {
  expect(tell([{ a: '2031-03-01T10:00:00Z' }], [{ a: '2031-03-01T12:00:00+02:00' }])).toBeUndefined()
})
