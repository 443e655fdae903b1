import { expect, test } from 'vitest'
import { page, type PageExpectation } from './page.ts'
import { KINDS } from '../kinds.ts'
import { problemsOf, type Told } from '../observation.test-support.ts'

const members = { DATADOG: {}, SLACK: {}, WEBHOOK: {} }
const items = (...types: readonly string[]): readonly object[] => types.map((type) => ({ type }))
const link = (rel: string, query = 'pageNum=1'): object => ({
  rel,
  href: `http://x.test/y/groupId/integrations?${query}`,
})

function problems(expected: object, body: object, told: Told = {}): readonly string[] {
  return problemsOf('page', expected, { members, body, ...told }).map(({ at, message }) => `${at} ${message}`)
}

test('a complete list has every member once and no other item', () => {
  const all = { items: 'all' }
  expect(problems(all, { results: items('SLACK', 'DATADOG', 'WEBHOOK') })).toEqual([])
  expect(problems(all, { results: items('SLACK', 'DATADOG', 'SLACK', 'PROMETHEUS') })).toEqual([
    'body#/results expected WEBHOOK in the list; WEBHOOK is missing',
    'body#/results expected no PROMETHEUS in the list; no request created PROMETHEUS',
    'body#/results expected SLACK once in the list; SLACK is repeated',
  ])
  expect(problemsOf('page', all, { members, body: { results: [] } })[0]).toEqual({
    message: 'expected DATADOG in the list; DATADOG is missing',
    at: 'body#/results',
    expected: ['DATADOG', 'SLACK', 'WEBHOOK'],
    actual: [],
  })
})

test('a member that a delete removed is told as deleted', () => {
  const told = { members: {}, deleted: ['SLACK'] }
  expect(problems({ items: 'all' }, { results: items('SLACK', 'WEBHOOK') }, told)).toEqual([
    'body#/results expected no SLACK in the list; SLACK was deleted',
    'body#/results expected no WEBHOOK in the list; no request created WEBHOOK',
  ])
})

test('of many missing, unknown or repeated keys, three are told', () => {
  const keys = ['A', 'B', 'C', 'D', 'E', 'F']
  const told = { members: {}, foreign: ['V', 'W', 'X', 'Y', 'Z'] }
  const found = problemsOf('page', { items: 'all' }, { ...told, body: { results: items(...keys, ...keys) } })
  expect(found.map(({ message }) => /; (.*)$/.exec(message)?.[1])).toEqual([
    'V is missing',
    'W is missing',
    'X is missing',
    'no request created A',
    'no request created B',
    'no request created C',
    'A is repeated',
    'B is repeated',
    'C is repeated',
  ])
})

test('foreign members are expected too; doubtful keys are not judged', () => {
  const told = { foreign: ['PROMETHEUS'], doubtful: ['WEBHOOK'] }
  expect(problems({ items: 'all' }, { results: items('SLACK', 'DATADOG', 'PROMETHEUS') }, told)).toEqual([])
  expect(problems({ items: 'all' }, { results: items('SLACK', 'DATADOG', 'WEBHOOK') }, told)).toEqual([
    'body#/results expected PROMETHEUS in the list; PROMETHEUS is missing',
  ])
})

test('one page of several may lack members, but has no unknown or repeated items', () => {
  const query = { itemsPerPage: '2' }
  expect(problems({ items: 'all' }, { results: items('SLACK', 'DATADOG') }, { query })).toEqual([])
  expect(problems({ items: 'all' }, { results: items('SLACK', 'SLACK') }, { query })).toHaveLength(1)
  expect(problems({ items: 'all' }, { results: items('OPS_GENIE') }, { query: { pageNum: '2' } })).toHaveLength(1)
})

test('a page has as many items as its size, or the rest', () => {
  const size = { items: 'size' }
  expect(problems(size, { results: items('A', 'B') }, { query: { itemsPerPage: '2' } })).toEqual([])
  expect(problems(size, { results: items('A') }, { query: { itemsPerPage: '2', pageNum: '2' } })).toEqual([])
  expect(problems(size, { results: [] }, { query: { itemsPerPage: '2', pageNum: '9' } })).toEqual([])
  expect(
    problemsOf('page', size, { members, body: { results: items('A', 'B', 'C') }, query: { itemsPerPage: '2' } }),
  ).toEqual([
    { message: 'expected 2 items on page 1 of size 2; the page has 3', at: 'body#/results', expected: 2, actual: 3 },
  ])
  expect(problems(size, { results: items('A') }, { query: { itemsPerPage: '2' } })).toHaveLength(1)
  expect(problems(size, { results: [] }, { query: { itemsPerPage: '2', pageNum: '2' } })).toEqual([
    'body#/results expected 1 item on page 2 of size 2; the page has 0',
  ])
  // Another requirement expects empty pages past the end.
  expect(problems(size, { results: items('A') }, { query: { pageNum: '2' } })).toEqual([])
})

test('with a doubtful key, a page has at most its size of items', () => {
  const told = { doubtful: ['X'], query: { itemsPerPage: '2' } }
  expect(problems({ items: 'size' }, { results: items('A') }, told)).toEqual([])
  expect(problems({ items: 'size' }, { results: items('A', 'B', 'C') }, told)).toEqual([
    'body#/results expected at most 2 items on page 1 of size 2; the page has 3',
  ])
})

test('the total is the count of all members, on every page', () => {
  const exact = { total: 'exact' }
  expect(problems(exact, { results: [], totalCount: 3 }, { query: { pageNum: '7' } })).toEqual([])
  expect(problems(exact, { results: [], totalCount: 4 }, { foreign: ['PROMETHEUS'] })).toEqual([])
  expect(problemsOf('page', exact, { members, body: { results: [], totalCount: 2 } })).toEqual([
    { message: 'expected a total of 3; the total is 2', at: 'body#/totalCount', expected: 3, actual: 2 },
  ])
  expect(problemsOf('page', exact, { members, body: { results: [] } })).toMatchObject([
    { message: 'expected a total of 3; there is none', actual: 'nothing' },
  ])
  expect(problems(exact, { results: [], totalCount: '3' })).toHaveLength(1)
})

test('while a key is in doubt, the total is an integer, and on a page that holds all it is the count of its items', () => {
  const exact = { total: 'exact' }
  const full = { doubtful: ['X'], query: { itemsPerPage: '1' } }
  expect(problems(exact, { results: items('SLACK'), totalCount: 5 }, full)).toEqual([])
  expect(problems(exact, { results: items('SLACK'), totalCount: '5' }, full)).toEqual([
    'body#/totalCount expected a total of an integer; the total is "5"',
  ])
  const whole = { doubtful: ['X'] }
  expect(problems(exact, { results: items('SLACK'), totalCount: 1 }, whole)).toEqual([])
  expect(problems(exact, { results: items('SLACK', 'X'), totalCount: 1 }, whole)).toEqual([
    'body#/totalCount expected a total of 2, the count of the items of the whole list; the total is 1',
  ])
  expect(problems(exact, { results: items('SLACK', 'SLACK'), totalCount: 1 }, whole)).toEqual([])
  // Beside other requests, a server may count before a write and list after it.
  expect(
    problems(exact, { results: items('SLACK', 'X'), totalCount: 1 }, { ...whole, request: { beside: true } }),
  ).toEqual([])
})

test('without includeCount, the total is absent', () => {
  expect(problems({ total: 'absent' }, { results: [] })).toEqual([])
  expect(problemsOf('page', { total: 'absent' }, { body: { results: [], totalCount: 0 } })).toEqual([
    { message: 'expected no total; the total is 0', at: 'body#/totalCount', expected: 'no total', actual: 0 },
  ])
})

test.each([
  ['1', '2', true],
  ['2', '2', false],
  ['1', '3', false],
  ['3', '1', false],
  ['2', '1', true],
])('on page %s of size %s a link next is there: %s', (pageNum, itemsPerPage, further) => {
  const told = { query: { pageNum, itemsPerPage } }
  const [with_, without] = [
    { results: [], links: [link('next')] },
    { results: [], links: [link('self')] },
  ]
  const why = `(3 items, page ${pageNum} of size ${itemsPerPage})`
  expect(problems({ next: 'truthful' }, with_, told)).toEqual(
    further ? [] : [`body#/links expected no next link ${why}`],
  )
  expect(problems({ next: 'truthful' }, without, told)).toEqual(
    further ? [`body#/links expected a next link ${why}`] : [],
  )
})

const leading = (query: string): object => ({ results: [], links: [link('next', query)] })

test('a link next of the same size leads to the next page', () => {
  const second = { query: { pageNum: '2', itemsPerPage: '1' } }
  const next = { next: 'truthful' }
  expect(problems(next, leading('pageNum=3&itemsPerPage=1'), second)).toEqual([])
  expect(problems(next, leading('pageNum=4&itemsPerPage=1'), second)).toEqual([
    'body#/links expected a next link to page 3; the link leads to http://x.test/y/groupId/integrations?pageNum=4&itemsPerPage=1',
  ])
  // A link that names its place in another way is opaque.
  for (const opaque of ['after=f3a9', 'pageNum=2&itemsPerPage=2'])
    expect(problems(next, leading(opaque), second)).toEqual([])
})

test('past the end there is no next page', () => {
  const past = { query: { pageNum: '2', itemsPerPage: '2' }, foreign: ['DATADOG', 'SLACK'] }
  expect(problems({ next: 'truthful' }, { results: [], links: [link('self')] }, past)).toEqual([])
  expect(problems({ next: 'truthful' }, { results: [], links: [link('next')] }, past)).toHaveLength(1)
})

test('a page without links, or with a doubtful key, is not judged for next links', () => {
  expect(problems({ next: 'truthful', previous: 'later' }, { results: [] }, { query: { itemsPerPage: '1' } })).toEqual(
    [],
  )
  expect(
    problems({ next: 'truthful' }, { results: [], links: [] }, { query: { itemsPerPage: '1' }, doubtful: ['X'] }),
  ).toEqual([])
})

test('a previous link is present from the second page on, and leads one page back', () => {
  const previous = { previous: 'later' }
  const second = { query: { pageNum: '2', itemsPerPage: '1' }, foreign: ['DATADOG', 'SLACK'] }
  expect(problems(previous, { results: [], links: [link('previous')] }, second)).toEqual([])
  expect(problems(previous, { results: [], links: [link('self')] })).toEqual([])
  expect(problems(previous, { results: [], links: [] }, second)).toEqual([
    'body#/links expected a previous link to page 1; the previous link is missing',
  ])
  expect(problems(previous, { results: [], links: [link('previous', 'pageNum=2')] }, second)).toHaveLength(1)
  // The previous link of a page past the end may lead to the last page.
  const far = { query: { pageNum: '9', itemsPerPage: '1' }, foreign: ['DATADOG'] }
  expect(problems(previous, { results: [], links: [link('previous')] }, far)).toEqual([])
  expect(problems(previous, { results: [], links: [] }, far)).toHaveLength(1)
  expect(problems(previous, { results: [], links: [link('previous')] })).toEqual([
    'body#/links expected no previous link on the first page; the previous link is http://x.test/y/groupId/integrations?pageNum=1',
  ])
})

test('links include a self link', () => {
  expect(problems({ links: 'self' }, { results: [], links: [link('self')] })).toEqual([])
  const wrong = [undefined, [], [link('next')], [{ rel: 'self' }], [{ rel: 'self', href: 5 }], {}, ['self']]
  for (const links of wrong)
    expect(problems({ links: 'self' }, { results: [], links }), JSON.stringify(links)).toEqual([
      'body#/links expected a self link; the self link is missing',
    ])
})

test('links keep the requested documented parameters except the page number', () => {
  const told = { query: { includeCount: 'false', pageNum: '2', itemsPerPage: '1', unheardOf: 'x' } }
  const kept = 'itemsPerPage=1&includeCount=false'
  const right = { results: [], links: [link('self', `${kept}&pageNum=2`), link('next', `pageNum=3&${kept}`)] }
  expect(problems({ links: 'keep' }, right, told)).toEqual([])
  const wrong = { results: [], links: [link('self', kept), link('next', 'itemsPerPage=2'), link('previous', '')] }
  expect(problems({ links: 'keep' }, wrong, told)).toEqual([
    'body#/links expected includeCount=false in the next link; the link lacks includeCount',
    'body#/links expected itemsPerPage=1 in the next link; the link has itemsPerPage=2',
    'body#/links expected includeCount=false in the previous link; the link lacks includeCount',
    'body#/links expected itemsPerPage=1 in the previous link; the link lacks itemsPerPage',
  ])
})

test('a body that is not a page, and an answer to an ambiguous query, are not judged', () => {
  const everything = { items: 'all', total: 'exact', next: 'truthful', previous: 'later', links: 'self' }
  expect(problems(everything, { results: {} })).toEqual([])
  expect(problems(everything, {}, { request: { ambiguous: true } })).toEqual([])
  expect(problems(everything, { results: [] }, { request: { ambiguous: true } })).toEqual([])
  expect(problems(everything, { results: [] })).not.toEqual([])
})

test('the expectation is explained in English', () => {
  expect(KINDS['page']?.explain({ items: 'all', next: 'truthful' })).toBe(
    'every member once and no other item and a next link on every page but the last',
  )
})

test.each<[PageExpectation, boolean]>([
  [{ items: 'all' }, true],
  [{ total: 'exact' }, true],
  [{ next: 'truthful' }, true],
  [{ links: 'self' }, false],
  [{ previous: 'later' }, false],
  [{ total: 'absent' }, false],
])('%o depends on earlier writes: %s', (expected, isSo) => {
  expect(page.recalls?.(expected)).toBe(isSo)
})

test.each<[string, boolean]>([
  ['https://proxy.test/v2/groups/groupId/integrations?pageNum=2', true],
  ['/groups/groupId/integrations?pageNum=2', true],
  ['/groups/other/integrations?pageNum=2', false],
])('a next link to %s leads to the same list: %s', (href, isSame) => {
  const body = { results: items('SLACK'), totalCount: 3, links: [{ rel: 'next', href }] }
  expect(problems({ next: 'truthful' }, body, { query: { itemsPerPage: '1' } })).toEqual(
    isSame ? [] : [`body#/links expected a next link within the same list; the link leads to ${href}`],
  )
})
