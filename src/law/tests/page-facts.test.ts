import { expect, test } from 'vitest'
import { zeroIsDefault } from '../list/page-facts.ts'
import { rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const link = '{ type: object, properties: { href: { type: string } } }'
const document = rackDocument({
  parameters: `{ name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }, { name: size, in: query, schema: { type: integer, minimum: 0, maximum: 100 }, description: 20 if it is not set or 0. }`,
  beside: `_links: { type: object, properties: { next: ${link}, last: ${link} } }, page: { type: object, properties: { totalElements: { type: integer }, totalPages: { type: integer }, number: { type: integer } } }`,
})

type Fault = 'pages-below' | 'last-beyond' | 'zero-is-none'

/** A server of pages with the facts of Spring, and links of HAL. */
function pagesWith(fault?: Fault): Shelf['list'] {
  return (all, query) => {
    const asked = query.get('size')
    const size = asked === null || (asked === '0' && fault !== 'zero-is-none') ? 20 : Number(asked)
    const page = Number(query.get('page') ?? 1)
    const pages = Math.max(1, size === 0 ? 1 : Math.ceil(all.length / size))
    const last = fault === 'last-beyond' && size > 0 && all.length % size === 0 ? pages + 1 : pages
    const to = (number: number): object => ({ href: `/parts?size=${size}&page=${number}` })
    return {
      parts: all.slice((page - 1) * size, page * size),
      _links: { ...(page < pages ? { next: to(page + 1) } : {}), last: to(last) },
      page: {
        totalElements: all.length,
        totalPages: fault === 'pages-below' && size > 0 ? Math.floor(all.length / size) : pages,
        number: page,
      },
    }
  }
}

test.each<[string, Fault]>([
  ['total-counts-members', 'pages-below'],
  ['walk-ends-where-it-says', 'last-beyond'],
  ['page-size-is-kept', 'zero-is-none'],
])('%s holds what a page tells within an object, and finds a server with %s', async (law, fault) => {
  expect(await statusAt(law, document, { list: pagesWith() })).toBe('pass')
  expect(await statusAt(law, document, { list: pagesWith(fault) })).toBe('fail')
})

test.each([
  ['Maximum number of items to return. 20 if it is not set or 0. Values above 100 are taken as 100.', true],
  ['If unspecified or 0, at most 50 books are returned.', true],
  ['Between 1 and 100. 20 if it is not set.', false],
  ['Not 0.', false],
])('a zero is as good as none, where %s: %s', (description, isDefault) => {
  expect(zeroIsDefault({ description })).toBe(isDefault)
})
