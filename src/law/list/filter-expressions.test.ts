import { expect, test } from 'vitest'
import type { ApiParameter } from '../../document/api-document.ts'
import { expressionsOf } from './filter-expressions.ts'

const MEMBER = {
  city: 'rome',
  creditLimit: 5,
  tags: ['a'],
  labels: { wa1b2c3d4e: 'x' },
  fields: { Name: 'n' },
  metadata: { labels: { wk1b2c3d4e: 'y' } },
}

/** The expressions with another value, those that are no more than likely with a question mark. */
function told(name: string, description: string, beside = ''): readonly string[] {
  const parameter = { name, in: 'query', required: false, schema: {}, description } as unknown as ApiParameter
  return expressionsOf(parameter, beside, [MEMBER]).map(
    ({ write, at, comparison, isStated }) =>
      `${write(comparison === 'equal' || comparison === 'has' ? 'v' : 7)} ${at} ${comparison}${isStated ? '' : '?'}`,
  )
}

test.each<[string, string, readonly string[]]>([
  [
    '$filter',
    "Filter items by property values, e.g. `city eq 'Atlanta'` or `creditLimit gt 100`.",
    ["city eq 'v' /city equal", 'creditLimit gt 7 /creditLimit above'],
  ],
  [
    'filter',
    'List only secrets matching the filter, for example `labels.env=prod` or `name:db`.',
    ['labels.wa1b2c3d4e=v /labels/wa1b2c3d4e equal'],
  ],
  ['filterByFormula', "A formula used to filter records, e.g. NOT({Name} = '').", ["{Name} = 'v' /fields/Name equal"]],
  ['labelSelector', 'A selector to restrict the list by labels.', ['wa1b2c3d4e=v /labels/wa1b2c3d4e equal']],
  ['where', 'Items that match, such as "city == Rome".', ['city == v /city equal']],
  ['name', 'Filters: `city:rome`.', []],
  ['filter', 'Filters the list.', []],
  ['filter', 'Filters by the time, e.g. `12:30`.', []],
])('%s: %s', (name, description, expressions) => {
  expect(told(name, description)).toEqual(expressions)
})

test('an example in the description of the list counts', () => {
  expect(told('filter', 'A list of filters.', 'For example, `filter=query:dark,tags:beta+test` matches.')).toEqual([
    'tags:v /tags has',
  ])
})
