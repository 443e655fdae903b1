import { expect, test } from 'vitest'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from './pointer.ts'

const DOCUMENT = { a: { 'b/c': [10, { 'd~e': null }] }, '': 1, ['__proto__']: 2 }

test.each([
  ['', DOCUMENT],
  ['/a/b~1c/0', 10],
  ['/a/b~1c/1/d~0e', null],
  ['/', 1],
  ['/__proto__', 2],
  ['/a/b~1c/00', undefined],
  ['/a/b~1c/-', undefined],
  ['/a/b~1c/2', undefined],
  ['/a/b~1c/length', undefined],
  ['/a/toString', undefined],
  ['/a/x/y', undefined],
])('%j points at %j', (pointer, value) => {
  expect(valueAt(DOCUMENT, pointer)).toEqual(value)
})

test.each(['', '/', '/a~1b/~0c', '/0/x', '/~01'])('%j survives parsing and formatting', (pointer) => {
  expect(formatPointer(parsePointer(pointer))).toBe(pointer)
})

test('a copy holds the new value, and the order of names stays', () => {
  const original = { a: 1, b: [1, 2], c: 3 }
  expect(withValueAt(original, '/b/1', 'x')).toEqual({ a: 1, b: [1, 'x'], c: 3 })
  expect(Object.keys(withValueAt(original, '/a', 0) as object)).toEqual(['a', 'b', 'c'])
  expect(Object.keys(withValueAt(original, '/d', 0) as object)).toEqual(['a', 'b', 'c', 'd'])
  expect(withValueAt(original, '', 7)).toBe(7)
  expect(original).toEqual({ a: 1, b: [1, 2], c: 3 })
})

test('undefined removes a member, and a missing member changes nothing', () => {
  expect(withValueAt({ a: 1, b: 2 }, '/a', undefined)).toEqual({ b: 2 })
  expect(withValueAt({ a: { b: 1, c: 2 } }, '/a/b', undefined)).toEqual({ a: { c: 2 } })
  expect(withValueAt({ a: 1 }, '/x', undefined)).toEqual({ a: 1 })
})

test('__proto__ becomes a plain member', () => {
  const changed = withValueAt({ a: 1 }, '/__proto__', { polluted: true }) as Record<string, unknown>
  expect(Object.hasOwn(changed, '__proto__')).toBe(true)
  expect(changed['polluted']).toBe(undefined)
})

test('null and arrays are no objects', () => {
  expect([isObject({}), isObject(null), isObject([]), isObject('a')]).toEqual([true, false, false, false])
})
