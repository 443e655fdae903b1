import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, INTEGER, listOf, TEXT } from '../document.test-support.ts'
import { resource, told, USER, USERS } from '../users.test-support.ts'

const pages = (
  query: Readonly<Record<string, DocumentSchema>>,
  answer: DocumentSchema,
  headers: readonly string[] = [],
): string => {
  const list = { query, answers: { 200: answer }, headers }
  const { list: facts } = resource(documentOf({ ...USERS, 'GET /users': list }, { User: USER }))
  return [facts?.items, facts?.total, facts?.pages].map(told).join(' ')
}
const page = (properties: object): DocumentSchema => ({
  type: 'object',
  properties: { results: listOf('User'), ...properties },
})

test('page styles follow from the names of parameters and from the answer', () => {
  const first = { ...INTEGER, default: 1 }
  expect([
    pages({}, listOf('User')),
    pages({ status: TEXT }, listOf('User')),
    pages({ page: first, per_page: INTEGER }, listOf('User'), ['link']),
    pages({ pageNum: INTEGER, itemsPerPage: INTEGER }, page({ totalCount: INTEGER })),
    pages({ offset: INTEGER, limit: INTEGER }, page({ count: INTEGER, tags: { type: 'array', items: TEXT } })),
    pages({ cursor: TEXT, limit: INTEGER }, page({ nextCursor: TEXT })),
    pages({ starting_after: TEXT, limit: INTEGER }, page({ has_more: { type: 'boolean' } })),
    pages(
      {},
      page({ _links: { type: 'object', properties: { next: { type: 'object', properties: { href: TEXT } } } } }),
    ),
    pages({}, page({ links: { type: 'array', items: { type: 'object', properties: { rel: TEXT, href: TEXT } } } })),
    pages({ pageToken: TEXT }, listOf('User')),
  ]).toMatchInlineSnapshot(`
    [
      """ (sure) unknown [{"style":"whole"}] (sure)",
      """ (sure) unknown [{"style":"whole"}] (guess)",
      """ (sure) unknown [{"style":"number","number":"page","size":"per_page","first":1},{"style":"link","size":"per_page","next":{"header":"link"}}] (sure)",
      ""/results" (sure) "/totalCount" (sure) [{"style":"number","number":"pageNum","size":"itemsPerPage","first":1}] (guess)",
      ""/results" (guess) "/count" (guess) [{"style":"offset","offset":"offset","limit":"limit"}] (sure)",
      ""/results" (sure) unknown [{"style":"cursor","cursor":"cursor","size":"limit","next":{"at":"/nextCursor"}}] (sure)",
      ""/results" (sure) unknown [{"style":"cursor","cursor":"starting_after","size":"limit","next":{"lastMember":"/id"}}] (guess)",
      ""/results" (sure) unknown [{"style":"link","next":{"at":"/_links/next/href"}}] (sure)",
      ""/results" (sure) unknown [{"style":"link","next":{"links":"/links","relation":"/rel","target":"/href"}}] (sure)",
      """ (sure) unknown unknown",
    ]
  `)
})

/** The page styles of a list whose parameter has a description. */
const styleOf = (name: string, description: string): string => {
  const list = { query: { [name]: INTEGER, size: INTEGER }, answers: { 200: listOf('User') } }
  const document = documentOf({ ...USERS, 'GET /users': list }, { User: USER })
  const operations = document.operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.map((one) => (one.name === name ? { ...one, description } : one)),
  }))
  return told(resource({ ...document, operations }, 'user').list?.pages)
}

test('the number of the first page, or the first offset, may stand in words', () => {
  expect([
    styleOf('page', 'Zero-based page index (0..N)'),
    styleOf('page', 'Pages are counted from 1.'),
    styleOf('startIndex', 'The 1-based index of the first result.'),
    styleOf('offset', 'The number of members that are left out.'),
  ]).toMatchInlineSnapshot(`
    [
      "[{"style":"number","number":"page","size":"size","first":0}] (sure)",
      "[{"style":"number","number":"page","size":"size","first":1}] (sure)",
      "[{"style":"offset","offset":"startIndex","limit":"size","first":1}] (sure)",
      "[{"style":"offset","offset":"offset","limit":"size"}] (sure)",
    ]
  `)
})

test('beside a token of a page its number is a guess, and a link to the next page is sure', () => {
  const next = page({ next_page_uri: { ...TEXT, format: 'uri-reference' } })
  const number = { ...INTEGER, minimum: 0 }
  expect(pages({ Page: number, PageToken: TEXT, PageSize: INTEGER }, next)).toMatchInlineSnapshot(
    `""/results" (sure) unknown [{"style":"link","size":"PageSize","next":{"at":"/next_page_uri"}}] (sure)"`,
  )
})

test('a total stands in the body, or in a header that the document names', () => {
  expect([
    pages({}, listOf('User'), ['X-Total-Count']),
    pages({}, listOf('User'), ['x-pagination-total']),
    pages({}, page({ total: INTEGER }), ['X-Total-Count']),
    pages({}, listOf('User'), ['X-Total-Time']),
  ]).toMatchInlineSnapshot(`
    [
      """ (sure) "header:X-Total-Count" (sure) [{"style":"whole"}] (sure)",
      """ (sure) "header:x-pagination-total" (sure) [{"style":"whole"}] (sure)",
      ""/results" (sure) "/total" (sure) [{"style":"whole"}] (sure)",
      """ (sure) unknown [{"style":"whole"}] (sure)",
    ]
  `)
})

const inner = (properties: Readonly<Record<string, DocumentSchema>>): DocumentSchema => ({ type: 'object', properties })
const said = (schema: DocumentSchema, fact: string): DocumentSchema => ({ ...(schema as object), [fact]: true })

test('totals and cursors stand in objects that describe a page, to a depth of two', () => {
  expect([
    pages({ page: INTEGER }, page({ result_info: inner({ page: INTEGER, count: INTEGER, total_count: INTEGER }) })),
    pages({ page: INTEGER }, page({ meta: inner({ page: inner({ total_count: INTEGER, size: INTEGER }) }) })),
    pages({ 'page[cursor]': TEXT, 'page[limit]': INTEGER }, page({ meta: inner({ page: inner({ after: TEXT }) }) })),
    pages({ cursor: TEXT, limit: INTEGER }, page({ result_info: inner({ count: INTEGER, cursor: TEXT }) })),
    pages({ cursor: TEXT, limit: INTEGER }, page({ paging: inner({ cursor: TEXT, next_cursor: TEXT }) })),
    pages({ cursor: TEXT, limit: INTEGER }, page({ paging: inner({ cursor: said(TEXT, 'x-current-page') }) })),
  ]).toMatchInlineSnapshot(`
    [
      ""/results" (sure) "/result_info/total_count" (sure) [{"style":"number","number":"page","first":1}] (guess)",
      ""/results" (sure) "/meta/page/total_count" (sure) [{"style":"number","number":"page","first":1}] (guess)",
      ""/results" (sure) unknown [{"style":"cursor","cursor":"page[cursor]","size":"page[limit]","next":{"at":"/meta/page/after"}}] (sure)",
      ""/results" (sure) unknown [{"style":"cursor","cursor":"cursor","size":"limit","next":{"at":"/result_info/cursor"}}] (sure)",
      ""/results" (sure) unknown [{"style":"cursor","cursor":"cursor","size":"limit","next":{"at":"/paging/next_cursor"}}] (sure)",
      ""/results" (sure) unknown unknown",
    ]
  `)
})

test('a count of pages, of the members of one page, or of something else is no total', () => {
  expect(
    [
      pages({ page: INTEGER }, page({ meta: inner({ total: said(INTEGER, 'x-page-count') }) })),
      pages({ page: INTEGER }, page({ meta: inner({ cost: inner({ total: INTEGER }) }) })),
      pages({ page: INTEGER }, page({ meta: inner({ page: inner({ count: INTEGER, total_pages: INTEGER }) }) })),
      pages({ page: INTEGER }, page({ total: INTEGER })),
    ].map((text) => text.split(' ')[2]),
  ).toEqual(['unknown', 'unknown', 'unknown', '"/total"'])
})

test('the next cursor stands in the object of the next page, or where the description of the cursor says', () => {
  const next = page({ paging: inner({ next: inner({ after: TEXT, link: TEXT }) }) })
  const found = pages({ after: TEXT, limit: INTEGER }, next)
  expect(found).toBe(
    '"/results" (sure) unknown [{"style":"cursor","cursor":"after","size":"limit","next":{"at":"/paging/next/after"}}] (sure)',
  )
  const list = {
    query: { cursor: TEXT, limit: INTEGER },
    answers: { 200: page({ cursor: TEXT, trail: inner({ onward: TEXT }) }) },
  }
  const document = documentOf({ ...USERS, 'GET /users': list }, { User: USER })
  const operations = document.operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.map((one) =>
      one.name === 'cursor' ? { ...one, description: 'The value of `trail.onward` of the page before.' } : one,
    ),
  }))
  expect(resource({ ...document, operations }, 'user').list?.pages?.value).toEqual([
    { style: 'cursor', cursor: 'cursor', size: 'limit', next: { at: '/trail/onward' } },
  ])
})

test('parameters of one bracket family are one style, and the others another one', () => {
  const number = { ...INTEGER, minimum: 1 }
  expect(
    pages(
      { 'page[size]': INTEGER, 'page[after]': TEXT, page: number, per_page: INTEGER },
      page({ meta: { type: 'object', properties: { after_cursor: TEXT } } }),
    ),
  ).toMatchInlineSnapshot(
    `""/results" (sure) unknown [{"style":"number","number":"page","size":"per_page","first":1},{"style":"cursor","cursor":"page[after]","size":"page[size]","next":{"at":"/meta/after_cursor"}}] (sure)"`,
  )
  expect(pages({ 'page[number]': number, 'page[size]': INTEGER }, listOf('User'))).toMatchInlineSnapshot(
    `""" (sure) unknown [{"style":"number","number":"page[number]","size":"page[size]","first":1}] (sure)"`,
  )
})

test('a property with the name of the parameter wins over a URL', () => {
  const url = { ...TEXT, 'x-url': true }
  expect(pages({ size: INTEGER, offset: TEXT }, page({ next: url, offset: TEXT }))).toMatchInlineSnapshot(
    `""/results" (sure) unknown [{"style":"cursor","cursor":"offset","size":"size","next":{"at":"/offset"}},{"style":"link","size":"size","next":{"at":"/next"}}] (sure)"`,
  )
})

/** The certainty of a style whose cursor has a description. */
function certaintyOf(description: string): string | undefined {
  const list = {
    query: { starting_after: TEXT, limit: INTEGER },
    answers: { 200: page({ has_more: { type: 'boolean' } }) },
  }
  const document = documentOf({ ...USERS, 'GET /users': list }, { User: USER })
  const operations = document.operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.map((one) => (one.name === 'starting_after' ? { ...one, description } : one)),
  }))
  return resource({ ...document, operations }, 'user').list?.pages?.certainty
}

test.each([
  ['Id of a member; the page starts after it (older ones).', 'sure'],
  ['The ID of the last user of the page before.', 'sure'],
  ['Lists users after the one with this id.', 'sure'],
  ['The id of a user. The list continues directly behind it.', 'sure'],
  ['An opaque cursor.', 'guess'],
  ['The time after which users were created.', 'guess'],
])('by "%s", a cursor is the key of a member: %s', (description, certainty) => {
  expect(certaintyOf(description)).toBe(certainty)
})
