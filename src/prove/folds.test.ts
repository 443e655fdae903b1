import { expect, test } from 'vitest'
import { foldsOf, withoutFold } from './folds.ts'

test('the faults of one family are in one fold, and each fold has families', () => {
  expect(Object.fromEntries(foldsOf(['a.one', 'b.one', 'a.two', 'c.one', 'd.one']))).toEqual({
    'a.one': 0,
    'a.two': 0,
    'b.one': 1,
    'c.one': 2,
    'd.one': 0,
  })
})

test('the kills without a fold hold none of its faults', () => {
  const kills = { 'a.one': [], 'b.one': [], 'c.one': [] }
  expect(Object.keys(withoutFold(kills, 1))).toEqual(['a.one', 'c.one'])
})
