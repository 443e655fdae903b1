import { describe, expect, test } from 'vitest'
import { changeAt, withoutAt } from './change-at.ts'

describe('a changed copy', () => {
  const value = { a: { b: [1, { c: 2 }] }, d: 3 }

  test('differs at the place and shares the rest', () => {
    const copy = changeAt(value, ['a', 'b', '1', 'c'], (old) => [old]) as typeof value
    expect(copy).toEqual({ a: { b: [1, { c: [2] }] }, d: 3 })
    expect(value).toEqual({ a: { b: [1, { c: 2 }] }, d: 3 })
    expect(changeAt(value, [], () => 7)).toBe(7)
  })

  test('is the value itself if nothing changes or the place cannot exist', () => {
    expect(changeAt(value, ['d'], (old) => old)).toBe(value)
    expect(changeAt(value, ['nothing'], (old) => old)).toBe(value)
    expect(changeAt(value, ['nothing', 'within'], () => 1)).toBe(value)
    expect(changeAt(value, ['d', 'within'], () => 1)).toBe(value)
    expect(changeAt(value, ['a', 'b', '9'], () => 1)).toBe(value)
  })

  test('gains a property, also under a name of the prototype', () => {
    expect(changeAt({}, ['a'], () => 1)).toEqual({ a: 1 })
    expect(changeAt({}, ['constructor'], (old) => old ?? 1)).toEqual({ constructor: 1 })
    expect(Object.keys(changeAt({}, ['__proto__'], () => 1) as object)).toEqual(['__proto__'])
  })
})

test('a property is removed', () => {
  expect(withoutAt({ a: { b: 1, c: 2 } }, ['a', 'b'])).toEqual({ a: { c: 2 } })
  expect(withoutAt({ a: 1 }, ['b', 'c'])).toEqual({ a: 1 })
})
