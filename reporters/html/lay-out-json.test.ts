import { expect, test } from 'vitest'
import { layOutJson } from './lay-out-json.ts'

test('a JSON text gets lines, and keeps numbers, escapes, repeated names and mistakes as they were sent', () => {
  expect(layOutJson(String.raw`{"a":1.0,"a":[1e400,"\u0041,{"],"b":{},"c":01`)).toMatchInlineSnapshot(`
    "{
      "a": 1.0,
      "a": [
        1e400,
        "\\u0041,{"
      ],
      "b": {},
      "c": 01"
  `)
})

test('a text of several lines and a text that is no JSON stay', () => {
  for (const text of ['{\n"a":1}', '<html>{"a":1}', '', 'a,b:c']) expect(layOutJson(text)).toBe(text)
})

test('a text with blanks after its signs is laid out as one without, and blanks within texts stay', () => {
  const tight = '{"a":[1,{"b, c: d":"e, f"}],"g":{},"h":2}'
  const wide = '{ "a": [1, {"b, c: d": "e, f"} ], "g": {}, "h" : 2}'
  expect(layOutJson(wide)).toBe(layOutJson(tight))
  expect(layOutJson(tight)).toBe(JSON.stringify(JSON.parse(tight), undefined, 2))
})
