import { expect, test } from 'vitest'
import { serialised } from './serialised.ts'

test('a value equals the parsed serialisation', () => {
  expect(Object.is(serialised(-0), 0)).toBe(true)
  expect(serialised({ a: [Number.NaN], b: undefined, c: -0 })).toStrictEqual({ a: [null], c: 0 })
  expect(serialised(undefined)).toBeNull()
})

test('a value that JSON preserves is not copied', () => {
  const value = { a: [1, null, 'x\ud800', { b: true }] }
  expect(serialised(value)).toBe(value)
  expect(JSON.parse(JSON.stringify(value))).toEqual(value)
})
