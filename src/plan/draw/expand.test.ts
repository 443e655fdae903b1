import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { accepted } from '../../suite/mistakes.test-support.ts'
import type { CaseTemplate } from '../../suite/suite.ts'
import { expandRows } from './expand.ts'

const [first, second, third] = accepted('language').flatMap(({ cases }) => cases)
const suffixes = (template: CaseTemplate | undefined): readonly string[] =>
  template === undefined ? [] : expandRows(template, CONTRACT).map(({ suffix }) => suffix)

test('a product of columns is combined with each row of the table, in the order of the file', () => {
  expect(suffixes(first)).toEqual([
    '[DATADOG,1,first]',
    '[DATADOG,1,second]',
    '[DATADOG,2,first]',
    '[DATADOG,2,second]',
    '[SLACK,1,first]',
    '[SLACK,1,second]',
    '[SLACK,2,first]',
    '[SLACK,2,second]',
  ])
})

test('a table declared first is first in the id', () => {
  const reversed = first === undefined ? undefined : { ...first, tableFirst: true }
  expect(suffixes(reversed).slice(0, 3)).toEqual(['[first,DATADOG,1]', '[first,DATADOG,2]', '[first,SLACK,1]'])
})

test('$keys are all documented keys of the path, $types the keys with a schema', () => {
  const keys = new Set(suffixes(second).map((suffix) => suffix.slice(1).split(',')[0]))
  expect([...keys]).toEqual(CONTRACT.resource.key.values)
  const types = second === undefined ? [] : expandRows({ ...second, each: { type: '$types' }, rows: [] }, CONTRACT)
  expect(types.map(({ values }) => values.get('type'))).toEqual(Object.keys(CONTRACT.resource.variants))
  expect(types).toHaveLength(9)
})

test('a row without a name has its values in its id, texts unchanged and other values as JSON', () => {
  expect(suffixes(second).slice(0, 2)).toEqual(['[PAGER_DUTY,/w==]', '[PAGER_DUTY,]'])
  const odd = third === undefined ? undefined : { ...third, each: { value: [null, [1], { a: 1 }, 'x', true] } }
  expect(suffixes(odd)).toEqual(['[null]', '[[1]]', '[{"a":1}]', '[x]', '[true]'])
})

test('a case without columns is one row without a suffix', () => {
  expect(suffixes(third === undefined ? undefined : { ...third, each: {} })).toEqual([''])
})

test('a row has the values of its columns', () => {
  const [row] = first === undefined ? [] : expandRows(first, CONTRACT).slice(3)
  expect(Object.fromEntries(row?.values ?? [])).toEqual({
    type: 'DATADOG',
    size: 2,
    name: 'second',
    at: '/id',
    to: null,
  })
})

test('pairs: each value of a column meets each value of every other column, in fewer rows than the product', () => {
  const each = { type: '$types', size: [1, 2, 3], flag: ['on', 'off'], page: [1, 2, 3] }
  const whole = third === undefined ? [] : expandRows({ ...third, each }, CONTRACT)
  const rows = third === undefined ? [] : expandRows({ ...third, each, pairs: true }, CONTRACT)
  const pairsIn = (some: typeof rows): ReadonlySet<string> =>
    new Set(
      some.flatMap(({ values }) =>
        [...values].flatMap(([name, value]) =>
          [...values].map(([other, beside]) => JSON.stringify([name, value, other, beside])),
        ),
      ),
    )
  expect(whole).toHaveLength(9 * 3 * 2 * 3)
  expect(pairsIn(rows)).toEqual(pairsIn(whole))
  expect(rows.length).toBeLessThan(35)
  expect(rows[0]?.suffix).toBe('[PAGER_DUTY,1,on,1]')
  // Neighbours share a set-up, so the rows of a type stand together.
  const types = rows.map(({ values }) => values.get('type'))
  expect(types.filter((type, index) => type !== types[index - 1])).toEqual(Object.keys(CONTRACT.resource.variants))
})
