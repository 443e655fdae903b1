import { expect, test } from 'vitest'
import { realClock } from '../../send/clock.ts'
import { type Part, rackDocument, type RackParts, statusAt } from './rack.test-support.ts'

type Order = (one: Part, other: Part) => number

const oldest: Order = (one, other) => one.id - other.id
const newest: Order = (one, other) => other.id - one.id
const byName: Order = (one, other) => (one.name < other.name ? -1 : 1)
const bySize: Order = (one, other) => one.size - other.size
const latestDay: Order = (one, other) => (String(one['day']) > String(other['day']) ? -1 : 1)
const byCreation: Order = (one, other) => Number(other['created']) - Number(one['created'])

function turned(order: Order): Order {
  return (one, other) => order(other, one)
}

function second(): number {
  return Math.floor(Date.now() / 1000)
}

function at(parts: RackParts, order: Order, sets?: (id: number) => object): Promise<string> {
  return statusAt('lists-keep-their-order', rackDocument(parts), {
    clock: realClock,
    list: (all) => ({ parts: all.toSorted(order) }),
    ...(sets === undefined ? {} : { sets }),
  })
}

const SORT = { name: 'sort', in: 'query', schema: { type: 'string', default: '-size' } }
const sortBy = (parts: object): string => JSON.stringify({ ...SORT, ...parts })

interface Stated {
  readonly parts: RackParts
  readonly right: Order
  readonly wrong: Order
}

test.each<[string, Stated]>([
  ['the words of the list', { parts: { says: 'Lists the parts, the newest first.' }, right: newest, wrong: oldest }],
  [
    'the words of the list about its oldest',
    { parts: { says: 'Lists the parts in chronological order.' }, right: oldest, wrong: newest },
  ],
  ['the words of the answer', { parts: { answered: 'The parts, oldest first' }, right: oldest, wrong: newest }],
  [
    'the words of the array',
    { parts: { array: `description: 'The parts, sorted by name.'` }, right: byName, wrong: bySize },
  ],
  [
    'the words of a parameter',
    {
      parts: { parameters: sortBy({ schema: {}, description: 'The order. Sorted by size by default.' }) },
      right: bySize,
      wrong: byName,
    },
  ],
  [
    'the default of a parameter',
    {
      parts: { parameters: sortBy({ description: 'The order of the parts.' }) },
      right: turned(bySize),
      wrong: bySize,
    },
  ],
])(
  '%s states the order of a list',
  async (_, { parts, right, wrong }) => {
    expect(await at(parts, right)).toBe('pass')
    expect(await at(parts, wrong)).toBe('fail')
  },
  20_000,
)

test('parts that are made in one second may stand in any order', async () => {
  const properties = 'created: { type: integer, readOnly: true }'
  const parts = { says: 'Sorted by creation date, with the most recent parts appearing first.', properties }
  expect(await at(parts, byCreation, () => ({ created: second() }))).toBe('pass')
  expect(await at(parts, oldest, () => ({ created: second() }))).toBe('fail')
}, 20_000)

test('the newest may be those of the latest day of their own', async () => {
  const properties = 'day: { type: string, format: date }'
  expect(await at({ says: 'The parts, newest first.', properties }, latestDay)).toBe('pass')
}, 20_000)

test('a default that does not say what it orders is a should, and a list without an order is no case', async () => {
  expect(await at({ parameters: sortBy({}) }, byName)).toBe('warn')
  expect(await at({ says: 'Lists the parts.' }, byName)).toBe('no case')
  expect(await at({ says: 'The parts, sorted by name.' }, turned(byName))).toBe('warn')
}, 20_000)
