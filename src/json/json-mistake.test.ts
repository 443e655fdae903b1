import { assert, constantFrom, json, nat, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { jsonMistake } from './json-mistake.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['{"a":1,}', 7, 'a name in double quotes'],
  ['{"a" 1}', 5, '":" after the name'],
  ['{"a":1 "b":2}', 7, '"," or "}"'],
  ["{'a':1}", 1, 'a name in double quotes or "}"'],
  ['[1,]', 3, 'a value'],
  ['[1}', 2, '"," or "]"'],
  ['{"a":01}', 5, 'a value'],
  ['{"a":None}', 5, 'a value'],
  ['{"a":"x\ny"}', 7, 'an escaped character'],
  [String.raw`{"a":"\x41"}`, 6, 'an escape of JSON'],
  ['{"a":"x', 7, 'the end of a text that begins earlier'],
  ['{"a":1', 6, '"," or "}"'],
  ['{"a":1} x', 8, 'the end of the body'],
  ['<html>', 0, 'a value'],
  ['', 0, 'a value'],
])('%j stops being JSON at %i, where the grammar expects %s', (text, index, expected) => {
  expect(jsonMistake(text)).toEqual({ index, expected })
})

test('a mistake is found exactly where the parser of the language refuses a text', () => {
  const changed = tuple(
    json({ maxDepth: 3 }),
    nat(),
    constantFrom('', ',', '}', ']', '"', ':', '\\', '1', 'x', '\n', '[', '-'),
  ).map(([text, at, sign]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + sign + text.slice(place + (at % 2))
  })
  assert(
    property(changed, (text) => {
      expect(jsonMistake(text) === undefined).toBe(isJson(text))
    }),
    { numRuns: 500, seed: 7 },
  )
})

test('deep nesting and long texts cost no stack and little time', () => {
  expect(jsonMistake('['.repeat(200_000))?.index).toBe(200_000)
  expect(jsonMistake(`"${'a'.repeat(1_000_000)}`)?.index).toBe(1_000_001)
  expect(jsonMistake('{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000))).toBeUndefined()
})
