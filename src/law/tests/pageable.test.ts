import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

type List = Shelf['list']

/** The `Pageable` of Spring, without or with a description of its order. */
const pageable = (
  ofSort = '',
  names = 'page: { type: integer, minimum: 0 }, size: { type: integer, minimum: 1 }',
): string =>
  `{ name: pageable, in: query, schema: { type: object, properties: { ${names}, sort: { type: array, items: { type: string }${ofSort} } } } }`

const STATED = ", description: 'Sorting criteria in the format: property,(asc|desc).'"

function sorted(compare: (one: unknown, other: unknown) => number, isTurned = true): List {
  return (parts, query) => {
    const [name = 'id', direction = 'asc'] = query.get('sort')?.split(',') ?? []
    const all = parts.toSorted((one: Part, other: Part) => compare(one[name], other[name]))
    return { parts: direction === 'desc' && isTurned ? all.toReversed() : all }
  }
}

const byValue = (one: unknown, other: unknown): number =>
  one === other ? 0 : (one as number) < (other as number) ? -1 : 1

const at = (parameters: string, list: List): Promise<string> =>
  statusAt('sorts-sort', rackDocument({ parameters }), { list })

test('the order of a Pageable is a should where its description does not state its form', async () => {
  expect(await at(pageable(), sorted(byValue))).toBe('pass')
  expect(await at(pageable(), sorted(byValue, false))).toBe('warn')
  expect(
    await at(
      pageable(),
      sorted((one, other) => byValue(String(one), String(other))),
    ),
  ).toBe('warn')
  expect(await at(pageable(STATED), sorted(byValue, false))).toBe('fail')
})

test('a list without pages beside it is no order of Spring', async () => {
  expect(await at(pageable('', 'size: { type: integer }'), sorted(byValue, false))).toMatch(/^skip/)
})
