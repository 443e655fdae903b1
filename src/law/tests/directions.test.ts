import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const ORDER =
  "{ name: order, in: query, schema: { type: string, enum: [ ASC, DESC ], default: ASC }, description: 'Order of the parts by `name`.' }"
const PAGE = '{ name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }'
const SIZE = '{ name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 20 } }'

type Fault = 'never' | 'on-the-first-page'

/** Parts in the order of their names, in pages; a fault forgets the direction. */
function shelfOf(fault?: Fault): Shelf {
  return {
    list: (parts, query) => {
      const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 20)]
      const isKnown = fault === undefined || (fault === 'on-the-first-page' && page === 1)
      const sorted = parts.toSorted((one: Part, other: Part) => (one.name < other.name ? -1 : 1))
      const all = query.get('order') === 'DESC' && isKnown ? sorted.toReversed() : sorted
      return { parts: all.slice((page - 1) * size, page * size) }
    },
  }
}

test.each<[Fault | undefined, string]>([
  [undefined, 'pass'],
  ['never', 'fail'],
  ['on-the-first-page', 'fail'],
])('a parameter of two directions has the order that its description names: %s', async (fault, status) => {
  const document = rackDocument({ parameters: [ORDER, PAGE, SIZE].join(', ') })
  expect(await statusAt('sorts-sort', document, shelfOf(fault))).toBe(status)
})
