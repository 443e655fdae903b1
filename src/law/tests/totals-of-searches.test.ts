import { expect, test } from 'vitest'
import { rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const document = rackDocument({
  parameters:
    '{ name: q, in: query, schema: { type: string }, description: Only parts whose name contains this text. }',
  beside: 'total: { type: integer, description: Number of all parts that are found }',
})

/** A server that counts what a search finds, or all parts. */
function counting(isRight: boolean): Shelf['list'] {
  return (all, query) => {
    const parts = all.filter(({ name }) => name.includes(query.get('q') ?? ''))
    return { parts, total: isRight ? parts.length : all.length }
  }
}

test.each([
  [true, 'pass'],
  [false, 'fail'],
])('the total of a search counts what is found: %s, %s', async (isRight, status) => {
  expect(await statusAt('search-finds', document, { list: counting(isRight) })).toBe(status)
})
