import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const parameters = `{ name: filter, in: query, schema: { type: string }, description: 'Filters parts. Example: \`room = "rooms/1" AND kind = "BOLT"\`.' }, { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }, { name: offset, in: query, schema: { type: integer, minimum: 0 } }`
const document = rackDocument({
  parameters,
  properties: 'room: { type: string, enum: [ rooms/1, rooms/2 ] }\n        kind: { type: string, enum: [ BOLT, NUT ] }',
  beside: 'total: { type: integer, description: Number of all parts that match }',
})

/** The faults of a server of filtered pages. */
type Fault = 'first-alone' | 'last-alone' | 'first-page' | 'total-of-all'

/** A server that heeds `NAME = "VALUE" AND NAME = "VALUE"` on pages. */
function byPages(fault?: Fault): Shelf['list'] {
  return (all, query) => {
    const conditions = (query.get('filter') ?? '').split(' AND ').filter((one) => one !== '')
    const chosen =
      fault === 'first-alone' ? conditions.slice(0, 1) : fault === 'last-alone' ? conditions.slice(-1) : conditions
    const isShown = (part: Part): boolean =>
      chosen.every((one) => one === `room = "${String(part['room'])}"` || one === `kind = "${String(part['kind'])}"`)
    const offset = Number(query.get('offset') ?? 0)
    const found = fault === 'first-page' && offset > 0 ? all : all.filter(isShown)
    const parts = found.slice(offset, offset + Number(query.get('limit') ?? 50))
    return { parts, total: fault === 'total-of-all' ? all.length : found.length }
  }
}

test.each<[Fault | undefined, string]>([
  [undefined, 'pass'],
  ['first-alone', 'fail'],
  ['last-alone', 'fail'],
  ['first-page', 'fail'],
  ['total-of-all', 'fail'],
])('an expression of paths and listed values is held over pages, with its total: %s, %s', async (fault, status) => {
  expect(await statusAt('filter-expressions-hold', document, { list: byPages(fault) })).toBe(status)
})
