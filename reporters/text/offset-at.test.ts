import { expect, test } from 'vitest'
import { offsetAt } from './offset-at.ts'

const TEXT = '{ "a/b" : [1, "x]\\"", {"c": null, "d":[[],{}]}],\n "e~": true }'

test.each([
  ['', '{ "a/b"'],
  ['/a~1b', '[1,'],
  ['/a~1b/0', '1,'],
  ['/a~1b/1', '"x]'],
  ['/a~1b/2/c', 'null'],
  ['/a~1b/2/d/1', '{}'],
  ['/a~1b/2/missing', '{"c"'],
  ['/a~1b/7', '[1,'],
  ['/a~1b/0/deeper', '1,'],
  ['/e~0', 'true'],
])('the place %s begins with %s', (pointer, start) => {
  const at = offsetAt(TEXT, pointer)
  expect(TEXT.slice(at).startsWith(start)).toBe(true)
  expect(at).toBeDefined()
})

test.each(['{"a":[1,2', '{"a":"x', '<p>', '{"a"', '{'])('no place is found in %s', (text) => {
  expect(offsetAt(text, '/b/c')).toBe(text === '<p>' ? 0 : undefined)
})

test('each place of a value is found', () => {
  const value = { list: [[{ a: 'b,c' }], -1.5e3, false], 'with "quotes"': { '': [] } }
  for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)])
    for (const [pointer, start] of [
      ['/list/0/0/a', '"b,c"'],
      ['/list/1', '-1'],
      ['/list/2', 'false'],
      ['/with "quotes"/', '[]'],
    ] as const)
      expect(text.slice(offsetAt(text, pointer)).startsWith(start)).toBe(true)
})
