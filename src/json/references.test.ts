import { expect, test } from 'vitest'
import { bindValue, referenceIn, referencesIn, resolveReferences, unescape } from './references.ts'

test.each([
  ['$type', 'type'],
  ['$a1_b', 'a1_b'],
  ['$$type', undefined],
  ['$1', undefined],
  ['$', undefined],
  ['a $type', undefined],
  ['$type ', undefined],
  ['${type}', undefined],
  [12, undefined],
])('in %j the reference is %j', (value, name) => {
  expect(referenceIn(value)).toBe(name)
})

test('references are found in lists and maps, with places', () => {
  expect(referencesIn({ a: ['$x', { b: '$y' }], c: 'x$z' })).toEqual([
    { name: 'x', at: ['a', 0] },
    { name: 'y', at: ['a', 1, 'b'] },
  ])
})

test('a reference is replaced by a value of any type, and other text stays', () => {
  const lookup = new Map<string, unknown>([
    ['x', [1]],
    ['n', null],
  ])
  expect(resolveReferences({ a: '$x', b: 'a $x', c: '$later', d: ['$n'] }, lookup)).toEqual({
    a: [1],
    b: 'a $x',
    c: '$later',
    d: [null],
  })
})

test('a double dollar at the start becomes a single dollar', () => {
  expect(unescape({ a: '$$x', b: ['$$'], c: 'x$$y', d: '$$$' })).toEqual({ a: '$x', b: ['$'], c: 'x$$y', d: '$$' })
})

test('a bound value is open while references are left', () => {
  const lookup = new Map([['x', 1]])
  expect(bindValue({ a: '$x', b: '$$y' }, lookup)).toEqual({ value: { a: 1, b: '$y' }, open: false })
  expect(bindValue({ a: '$x', b: '$y', c: '$$z' }, lookup)).toEqual({ value: { a: 1, b: '$y', c: '$$z' }, open: true })
})
