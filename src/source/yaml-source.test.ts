import { expect, test } from 'vitest'
import { formatLocation } from './mistake.ts'
import { parseYamlSource } from './yaml-source.ts'

const TEXT = `# a comment
suite: create
cases:
  - id: one
    each: { type: [A, B] }
    empty:
  - &two
    id: two
  - *two
`
const at = (tokens: readonly (string | number)[], part?: 'key' | 'value'): string =>
  formatLocation(parseYamlSource('a.yaml', TEXT).locate(tokens, part))

test('a value and a key have lines and columns that count from 1', () => {
  expect(at(['suite'])).toBe('a.yaml:2:8')
  expect(at(['suite'], 'key')).toBe('a.yaml:2:1')
  expect(at(['cases', 0, 'each', 'type', 1])).toBe('a.yaml:5:23')
  expect(at(['cases', 0, 'each', 'type'], 'key')).toBe('a.yaml:5:13')
  expect(at(['cases', 1, 'id'])).toBe('a.yaml:8:9')
})

test('a missing value has the location of the nearest parent', () => {
  expect(at(['cases', 0, 'missing', 'deeper'])).toBe('a.yaml:4:5')
  expect(at(['cases', 7])).toBe('a.yaml:4:3')
  expect(at([])).toBe('a.yaml:2:1')
})

test('a value under an alias has the location of the alias', () => {
  expect(at(['cases', 2])).toBe('a.yaml:9:5')
  expect(at(['cases', 2, 'id'])).toBe('a.yaml:9:5')
})

test('the value of a valid file is plain data', () => {
  expect(parseYamlSource('a.yaml', TEXT)).toMatchObject({
    mistakes: [],
    value: {
      suite: 'create',
      cases: [{ id: 'one', each: { type: ['A', 'B'] }, empty: null }, { id: 'two' }, { id: 'two' }],
    },
  })
})

test.each([
  ['a: 1\na: 2\n', '2:1', 'map keys must be unique'],
  ['a: [1\n', '1:4', 'the [ here is never closed'],
  ['a: !!binary aa\n', '1:4', 'unresolved tag'],
  ['a: !mine aa\n', '1:4', 'unresolved tag'],
  ['a: b: c\n', '1:4', 'nested mappings'],
  ['a: "\\q"\n', '1:5', 'invalid escape'],
  ['a: 1\n---\nb: 2\n', '2:1', 'source contains multiple documents; one is wanted'],
  ['a: *x\n', '1:1', 'unresolved alias'],
  ['\ta: 1\n', '1:1', 'tabs are not allowed'],
])('%j is refused: %s', (text, place, message) => {
  const { value, mistakes } = parseYamlSource('a.yaml', text)
  expect(value).toBe(undefined)
  const [first] = mistakes
  expect(first?.message.toLowerCase()).toContain(`this is not yaml: ${message}`)
  expect(first?.at === undefined ? '' : formatLocation(first.at)).toBe(`a.yaml:${place}`)
})

test('the scalars of YAML 1.1 are text: no, on, 010, 1_000', () => {
  expect(parseYamlSource('a.yaml', 'a: [no, on, 1_000, 12:30]').value).toEqual({ a: ['no', 'on', '1_000', '12:30'] })
})

test('exponential aliases are refused', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let level = 1; level < 9; level += 1)
    bomb.push(
      `a${level}: &a${level} [${Array<string>(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    )
  const { mistakes, value } = parseYamlSource('a.yaml', bomb.join('\n'))
  expect(value).toBe(undefined)
  expect(mistakes[0]?.message).toContain('this is not YAML')
})
