import { expect, test } from 'vitest'
import { formatLocation, formatMistake } from './mistake.ts'
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
  ['a: 1\na: 2\n', '2:1', 'map keys must be unique; there is another "a", and one must go'],
  ['a: [1\n', '1:4', 'the [ here is never closed'],
  ['a: !!binary aa\n', '1:4', 'unresolved tag'],
  ['a: !mine aa\n', '1:4', 'unresolved tag'],
  ['a: b: c\n', '1:4', 'nested mappings'],
  ['a: "\\q"\n', '1:5', 'invalid escape'],
  ['a: 1\n---\nb: 2\n', '2:1', 'source contains multiple documents; one is wanted'],
  ['a: 1\nb: [*x]\n', '2:5', 'unresolved alias *x; set the anchor &x before it, or put the value in quotes'],
  ['a: &a\n  - b: *a\n', '2:8', 'the alias *a stands within what it names; name another part'],
  [
    'a: 1\nb\nc: 2\n',
    '2:1',
    'implicit map keys need to be followed by map values; a key ends with a colon and a space',
  ],
  ['a:1\nb: 2\n', '1:1', 'implicit keys need to be on a single line; a key ends with a colon and a space'],
  [
    "a: 'it's'\n",
    '1:8',
    'unexpected scalar at node end; put the whole value in quotes, and write a quote within twice',
  ],
  ['a: @b\n', '1:4', 'plain value cannot start with reserved character @; put the value in quotes'],
  ['a: {b: 1}}\n', '1:10', 'the } here closes nothing; remove it'],
  ['a: - b\n', '1:4', 'unexpected block-seq-ind on same line with key; begin the list on the next line'],
  ['a:\n  b: 1\n c: 2\n', '3:1', 'all mapping items must start at the same column; indent this line as those before'],
  ['\ta: 1\n', '1:1', 'tabs are not allowed as indentation; indent with spaces'],
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

function mistakesIn(text: string): readonly string[] {
  return parseYamlSource('a.yaml', text).mistakes.map(formatMistake)
}

test('an error that another one has caused is not told', () => {
  expect(mistakesIn('a: 1\n  b: 2\n')).toEqual([
    'a.yaml:1:4  this is not YAML: nested mappings are not allowed in compact mappings; put a value with a colon in quotes, or begin the next key in the column of the one before',
  ])
  expect(mistakesIn('- a\nb: 1\n')).toHaveLength(1)
})
