import { expect, test } from 'vitest'
import { checkSource, compileFileSchema } from './check-schema.ts'
import { formatMistake, UserError } from './mistake.ts'
import { parseYamlSource } from './yaml-source.ts'

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 2 },
    level: { enum: ['must', 'should'] },
    rate: { type: ['string', 'number'], description: 'A rate such as 10/s.' },
    size: { type: ['integer', 'array'] },
    pattern: { type: 'string', format: 'regex' },
    map: {
      type: 'object',
      'x-keys': 'thing',
      'x-hint': 'it starts with a',
      additionalProperties: false,
      patternProperties: { '^a': {} },
    },
  },
}

function mistakesIn(text: string): readonly string[] {
  return checkSource(parseYamlSource('a.yaml', text), compileFileSchema(SCHEMA)).map(formatMistake)
}

test.each([
  ['name: it', []],
  ['level: must', ['a.yaml:1:1  "name" is missing here']],
  ['name: it\nnmae: 1', ['a.yaml:2:1  unknown key "nmae"; did you mean "name"?']],
  ['name: it\nqqqqqq: 1', ['a.yaml:2:1  unknown key "qqqqqq"; known are name, level, rate, size, pattern, map']],
  ['name: it\nlevel: musst', ['a.yaml:2:8  expected one of must, should, not "musst"; did you mean "must"?']],
  ['name: it\nrate: [1]', ['a.yaml:2:7  expected a rate such as 10/s, not a list']],
  ['name: it\nsize: {}', ['a.yaml:2:7  expected a whole number or a list, not an empty map']],
  ['name: a', ['a.yaml:1:7  "a" must NOT have fewer than 2 characters']],
  ['name: it\npattern: "("', ['a.yaml:2:10  "(" must match format "regex"']],
  ['name: it\nmap: { b: 1 }', ['a.yaml:2:8  unknown thing "b"; it starts with a']],
  ['name: [', ['a.yaml:1:7  this is not YAML: the [ here is never closed; add the ] that ends it']],
])('%j says %j', (text, expected) => {
  expect(mistakesIn(text)).toEqual(expected)
})

test('all mistakes are reported at once', () => {
  expect(mistakesIn('level: x\nrate: {}\nsize: a\nzzz: 1')).toHaveLength(5)
})

test('a user error shows each mistake on a line, and keeps the cause', () => {
  const cause = new Error('deep')
  const error = new UserError([{ message: 'one', at: { file: 'a', line: 1, column: 2 } }, { message: 'two' }], {
    cause,
  })
  expect(error.message).toBe('a:1:2  one\ntwo')
  expect(error.cause).toBe(cause)
  expect(new UserError('three').mistakes).toEqual([{ message: 'three' }])
})
