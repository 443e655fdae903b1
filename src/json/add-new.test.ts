import { expect, test } from 'vitest'
import { addNew } from './add-new.ts'

test('a value is new to a set once', () => {
  const set = new Set(['a'])
  expect(['a', 'b', 'b'].map((value) => addNew(set, value))).toEqual([false, true, false])
})
