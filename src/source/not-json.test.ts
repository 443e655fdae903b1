import { expect, test } from 'vitest'
import { formatMistake } from './mistake.ts'
import { notJsonMistake } from './not-json.ts'

test.each([
  ['{"a":1}', undefined],
  ['', '1:1  this is not JSON: a value is expected here'],
  ['<html>', '1:1  this is not JSON: a value is expected here'],
  ['{\n  "a": 1,\n}\n', '3:1  this is not JSON: a name in double quotes is expected here'],
  ['{ "a": 1 }\n{', '2:1  this is not JSON: the end of the file is expected here'],
  ['{\n  "a": [1, { "b": "]" }\n', '2:8  this is not JSON: the [ here is never closed'],
  ['{\n  "a": "\\"",\n  "b": "x,\n  "c": "y"\n}\n', '3:8  this is not JSON: the " here is never closed'],
  ['{ "a": "', '1:8  this is not JSON: the " here is never closed'],
  ['{ "a": "x\\', '1:10  this is not JSON: an escape of JSON is expected here'],
  ['{ "a": "\\"', '1:8  this is not JSON: the " here is never closed'],
  ['{ "a": "b"', '1:1  this is not JSON: the { here is never closed'],
  ['{ "a": [1}', '1:10  this is not JSON: "," or "]" is expected here'],
])('%j: %s', (text, expected) => {
  const mistake = notJsonMistake('a.json', text)
  expect(mistake && formatMistake(mistake)).toBe(expected && `a.json:${expected}`)
})
