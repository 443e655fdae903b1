import { expect, test } from 'vitest'
import { rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const document = (says: string): ReturnType<typeof rackDocument> =>
  rackDocument({
    parameters: `{ name: sort, in: query, schema: { type: string, enum: [ size, sales ] }, description: ${says} }, { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }, { name: offset, in: query, schema: { type: integer, minimum: 0 } }`,
    properties: 'sales: { type: integer, readOnly: true }',
  })

/** A server that orders equal parts in one way on each page, or in another one on each second page. */
function byPages(isSteady: boolean): Shelf['list'] {
  return (all, query) => {
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 50)]
    const sort = query.get('sort') ?? 'id'
    const isTurned = !isSteady && sort === 'sales' && Math.floor(offset / limit) % 2 === 1
    const equal = isTurned ? all.toReversed() : all
    const sorted = equal.toSorted((one, other) => Number(one[sort]) - Number(other[sort]))
    return { parts: sorted.slice(offset, offset + limit) }
  }
}

test.each([
  ['What to sort by.', true, 'pass'],
  ['What to sort by.', false, 'warn'],
  ['What to sort by. The order of equal parts is by id.', true, 'pass'],
  ['What to sort by. The order of equal parts is by id.', false, 'fail'],
])(
  'pages of equal members, where the order says %s, and the server is steady: %s, %s',
  async (says, steady, status) => {
    const shelf = { list: byPages(steady), sets: () => ({ sales: 0 }) }
    expect(await statusAt('sorts-sort', document(says), shelf)).toBe(status)
  },
)
