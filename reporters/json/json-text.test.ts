import { expect, test } from 'vitest'
import { jsonPieces, jsonText } from './json-text.ts'
import { HOSTILE } from '../sample-report.test-support.ts'

test.each([0, 1, 2, 5])('pieces at depth %s are the text of JSON.stringify', (depth) => {
  const document = { a: [1, { b: 'x\ny' }, []], empty: {}, none: undefined, text: 'é', deep: { list: [[null, true]] } }
  expect([...jsonPieces(document, { depth })].join('')).toBe(JSON.stringify(document, undefined, 2))
})

test('an iterable is a list, whose items are made one after another', () => {
  const made: number[] = []
  function* numbers(): Generator<number> {
    for (const number of [1, 2]) {
      made.push(number)
      yield number
    }
  }
  const pieces = jsonPieces({ list: numbers() }, { depth: 2 })
  expect([pieces.next().value, made]).toEqual(['{\n  "list": ', []])
  expect([pieces.next().value, made]).toEqual(['[\n    1', [1]])
  expect([...pieces].join('')).toBe(',\n    2\n  ]\n}')
})

test('a compact text has a line for each value at the depth', () => {
  expect([...jsonPieces({ a: [{ b: 1 }, 2], c: { d: [3] } }, { depth: 2, compact: true })].join('')).toBe(
    '{\n  "a": [\n    {"b":1},\n    2\n  ],\n  "c": {\n    "d": [3]\n  }\n}',
  )
})

test('text of a target is escaped, and reads back as the same value', () => {
  for (const text of [jsonText({ text: HOSTILE }), jsonText({ text: HOSTILE }, '  ')]) {
    expect(JSON.parse(text)).toEqual({ text: HOSTILE })
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|##\[/u)
  }
})
