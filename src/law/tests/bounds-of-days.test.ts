import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

type List = Shelf['list']

const whole: List = (parts) => ({ parts })
const by =
  (name: string, keeps: (part: Part, bound: string) => boolean): List =>
  (parts, query) => ({ parts: parts.filter((part) => !query.has(name) || keeps(part, query.get(name) ?? '')) })

const day = '{ type: string, format: date }'
const due = `due_date: ${day}`
const dueBefore = (says: string): string => `{ name: due_before, in: query, schema: ${day}, description: ${says} }`
const isDueBefore = ({ due_date: own }: Part, bound: string): boolean => typeof own === 'string' && own < bound

const isMadeAfter = ({ made_at: own }: Part, bound: string): boolean => typeof own === 'string' && own > bound
const isStrict = ({ made_at: own }: Part, bound: string): boolean => typeof own === 'string' && own.slice(0, 10) > bound
const isFrom = ({ starts_at: own }: Part, bound: string): boolean => typeof own === 'string' && own >= bound
const from = (says: string): string =>
  `{ name: from, in: query, schema: { type: string, format: date-time }, description: '${says}' }`
const asTexts = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part) => ({ ...part, price: String(Number(part['price']) + 5) }))

const least =
  (isWithin: (price: number, bound: number) => boolean): List =>
  (parts, query) => ({
    parts: asTexts(parts).filter(({ price }) => isWithin(Number(price), Number(query.get('min_price') ?? 0))),
  })
const sorted =
  (compare: (one: string, other: string) => number): List =>
  (parts, query) => {
    const rising = asTexts(parts).toSorted((one, other) => compare(String(one['price']), String(other['price'])))
    return { parts: query.get('sort') === '-price' ? rising.toReversed() : rising }
  }

test('a bound of days is held, and is a must where the description speaks of the day', async () => {
  const document = rackDocument({ properties: due, parameters: dueBefore('Parts that are due before this day.') })
  expect(await statusAt('bounds-hold', document, { list: by('due_before', isDueBefore) })).toBe('pass')
  expect(await statusAt('bounds-hold', document, { list: whole })).toBe('fail')
  const plain = rackDocument({ properties: due, parameters: dueBefore('A day.') })
  expect(await statusAt('bounds-hold', plain, { list: whole })).toBe('warn')
})

test('a bound of days for times is held far from them, as their zone is unknown', async () => {
  const document = rackDocument({
    properties: 'made_at: { type: string, format: date-time }',
    parameters: `{ name: made_after, in: query, schema: ${day}, description: 'Only parts that were made after this day.' }`,
  })
  for (const right of [isMadeAfter, isStrict])
    expect(await statusAt('bounds-hold', document, { list: by('made_after', right) })).toBe('pass')
  expect(await statusAt('bounds-hold', document, { list: whole })).toBe('fail')
})

test('a description tells which time a bound such as from is of', async () => {
  const times = 'starts_at: { type: string, format: date-time }\n        sold_at: { type: string, format: date-time }'
  const document = rackDocument({
    properties: times,
    parameters: from('Only parts whose lease starts at or after this time.'),
  })
  expect(await statusAt('bounds-hold', document, { list: by('from', isFrom) })).toBe('pass')
  expect(await statusAt('bounds-hold', document, { list: whole })).toBe('fail')
  for (const says of ['Only parts after this time.', 'Only parts that start, or are sold, after this time.'])
    expect(
      await statusAt('bounds-hold', rackDocument({ properties: times, parameters: from(says) }), { list: whole }),
    ).toBe('skip: no list within a bound has several values to compare')
})

test('decimal texts compare as numbers in bounds and in orders', async () => {
  const document = rackDocument({
    properties: 'price: { anyOf: [ { type: number, minimum: 1 }, { type: string, pattern: "^[0-9]+$" } ] }',
    parameters: `{ name: min_price, in: query, schema: { type: number }, description: 'Lowest price to show.' }, { name: sort, in: query, description: The order., schema: { enum: [ price, -price ] } }`,
  })
  expect(await statusAt('bounds-hold', document, { list: least((price, bound) => price >= bound) })).toBe('pass')
  expect(await statusAt('bounds-hold', document, { list: least((price, bound) => price > bound) })).toBe('fail')
  expect(await statusAt('sorts-sort', document, { list: sorted((one, other) => Number(one) - Number(other)) })).toBe(
    'pass',
  )
  expect(await statusAt('sorts-sort', document, { list: sorted((one, other) => (one < other ? -1 : 1)) })).toBe('fail')
})
