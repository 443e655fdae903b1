import { expect, test } from 'vitest'
import { differencesOf } from './difference.ts'

test('equal values have no differences', () => {
  expect(differencesOf({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([])
})

test('each difference has a pointer, as deep as objects reach', () => {
  expect(differencesOf({ a: { 'x/y': 1 }, b: [1], c: 3 }, { a: { 'x/y': 2 }, b: [2], d: 4 })).toEqual([
    { at: '/a/x~1y', from: 1, to: 2 },
    { at: '/b', from: [1], to: [2] },
    { at: '/c', from: 3, to: undefined },
    { at: '/d', from: undefined, to: 4 },
  ])
})

test('arrays and scalars differ as a whole', () => {
  expect(differencesOf('0', '100')).toEqual([{ at: '', from: '0', to: '100' }])
  expect(differencesOf([], { a: 1 })).toEqual([{ at: '', from: [], to: { a: 1 } }])
})

test('a property named __proto__ is a property', () => {
  expect(differencesOf(JSON.parse('{"__proto__":1}'), {})).toEqual([{ at: '/__proto__', from: 1, to: undefined }])
})
