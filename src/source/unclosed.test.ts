import { expect, test } from 'vitest'
import { formatMistake } from './mistake.ts'
import { parseYamlSource } from './yaml-source.ts'

test.each([
  ['a: "x\nb: 2\nc: 3\n', ['1:4  the " here is never closed; add the " that ends it']],
  ["a:\n  b: 'x\n  c: 'y'\n", [`2:6  the ' here is never closed; add the ' that ends it`]],
  ["a: 'it''\n", [`1:4  the ' here is never closed; add the ' that ends it`]],
  ['a: "\\"\nb: 2\n', ['1:4  the " here is never closed; add the " that ends it']],
  ['{ a: 1,\n  b: "c: 2,\n  d: 3 }\n', ['2:6  the " here is never closed; add the " that ends it']],
  ['a: {b: 1\nc: 2\nd: 3\n', ['1:4  the { here is never closed; add the } that ends it']],
  ['a: [[1]\nb: 2\n', ['1:4  the [ here is never closed; add the ] that ends it']],
  [
    'a: {\n  b: [1,\n    2\nc: 3\n',
    [
      '1:4  the { here is never closed; add the } that ends it',
      '2:6  the [ here is never closed; add the ] that ends it',
    ],
  ],
  ['a:\n  - { x: 1, y: [2, 3 }\n  - z\n', ['2:16  the [ here ends with } at 2:22; write ] there']],
  ['\uFEFFa: |\n  [ "\nb: x]y, "[", (]\r\nc: {\r\n', ['4:4  the { here is never closed; add the } that ends it']],
  [
    'a: 1\na: 2\nb: [\nc: 1\nc: 2\n',
    [
      '2:1  map keys must be unique; there is another "a", and one must go',
      '3:4  the [ here is never closed; add the ] that ends it',
    ],
  ],
])('%j is refused where the quote, brace or bracket opens', (text, expected) => {
  const said = parseYamlSource('a.yaml', text).mistakes.map(formatMistake)
  expect(said).toEqual(expected.map((one) => `a.yaml:${one.replace('  ', '  this is not YAML: ')}`))
})
