import { expect, test } from 'vitest'
import { rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const document = (says: string): ReturnType<typeof rackDocument> =>
  rackDocument({
    parameters: `{ name: sort, in: query, schema: { type: string, enum: [ size, sales ] }, description: ${says} }, { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }, { name: offset, in: query, schema: { type: integer, minimum: 0 } }`,
    properties: 'sales: { type: integer, readOnly: true }',
  })

/** A server that orders equal parts in one way on each page, or in another one on each second page. */
function byPages(isSteady: boolean, by = 'sales'): Shelf['list'] {
  return (all, query) => {
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 50)]
    const sort = query.get('sort') ?? 'id'
    const isTurned = !isSteady && sort === by && Math.floor(offset / limit) % 2 === 1
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

test.each([
  [true, 'pass'],
  [false, 'warn'],
])('members are made equal where none of the run are, and the server is steady: %s, %s', async (steady, status) => {
  const bySize = rackDocument({
    parameters:
      '{ name: sort, in: query, schema: { type: string, enum: [ size ] }, description: The order of the list. }, { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }, { name: offset, in: query, schema: { type: integer, minimum: 0 } }',
  })
  expect(await statusAt('sorts-sort', bySize, { list: byPages(steady, 'size') })).toBe(status)
})

/** A server that goes on behind the value of the last part of a page, so that further parts with that value are lost. */
const losing: Shelf['list'] = (all, query) => {
  const [after, limit] = [Number(query.get('after') ?? 0), Number(query.get('limit') ?? 50)]
  const isSorted = query.get('sort') === 'size'
  const key = (one: (typeof all)[number]): number => (isSorted ? one.size : one.id)
  const left = all.toSorted((one, other) => key(one) - key(other)).filter((one) => key(one) > after)
  const parts = left.slice(0, limit)
  const last = parts.at(-1)
  return { parts, next: left.length > limit && last !== undefined ? String(key(last)) : null }
}

test('equal members that a cursor leaves out are told', async () => {
  const cursors = rackDocument({
    parameters:
      '{ name: sort, in: query, schema: { type: string, enum: [ size ] }, description: The order of the list. }, { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }, { name: after, in: query, description: The `next` of the page before, schema: { type: string } }',
    beside:
      'next: { type: string, nullable: true, description: The cursor of the next page, or null on the last page }',
  })
  expect(await statusAt('sorts-sort', cursors, { list: losing })).toBe('warn')
})
