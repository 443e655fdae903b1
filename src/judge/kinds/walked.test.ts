import { expect, test } from 'vitest'
import { problemsOf, type Told } from '../observation.test-support.ts'

const pages = (...keys: readonly (readonly string[])[]): readonly object[] =>
  keys.map((types) => ({ results: types.map((type) => ({ type })) }))
const told: Told = { members: { DATADOG: {}, SLACK: {} }, foreign: ['WEBHOOK'] }
const walked = (
  walk: Omit<NonNullable<Told['walk']>, 'by'> | undefined,
  more: Told = {},
): ReturnType<typeof problemsOf> =>
  problemsOf('walked', 'every member once', {
    ...told,
    ...more,
    ...(walk === undefined ? {} : { walk: { by: 'number', ...walk } }),
  })

test('pages that together show every member once pass', () => {
  expect(walked({ pages: pages(['SLACK'], ['WEBHOOK', 'DATADOG'], []) })).toEqual([])
  expect(walked(undefined)).toEqual([])
})

test('missing and repeated members are named', () => {
  expect(walked({ pages: pages(['SLACK'], ['SLACK', 'DATADOG']) })).toEqual([
    {
      message: 'expected WEBHOOK on one of the pages; WEBHOOK is on none',
      at: 'body#/results',
      expected: ['DATADOG', 'SLACK', 'WEBHOOK'],
      actual: ['SLACK', 'SLACK', 'DATADOG'],
    },
    {
      message: 'expected SLACK on one page only; SLACK is repeated',
      at: 'body#/results',
      expected: ['DATADOG', 'SLACK', 'WEBHOOK'],
      actual: ['SLACK', 'SLACK', 'DATADOG'],
    },
  ])
})

test('a doubtful key may be present or missing', () => {
  expect(walked({ pages: pages(['SLACK', 'WEBHOOK']) }, { doubtful: ['DATADOG'] })).toEqual([])
})

test('a list without links is not judged by next links', () => {
  const short = pages(['SLACK'])
  expect(problemsOf('walked', 'every member once', { ...told, walk: { by: 'next', pages: short } })).toEqual([])
  const linked = short.map((page) => ({ ...page, links: [] }))
  expect(problemsOf('walked', 'every member once', { ...told, walk: { by: 'next', pages: linked } })).toHaveLength(2)
})

test('an incomplete walk has one finding with the reason', () => {
  expect(walked({ pages: pages(['SLACK']), broken: 'the next link leads outside the list, to x' })).toMatchObject([
    { message: 'expected to reach the last page; the next link leads outside the list, to x', actual: '1 pages' },
  ])
})

const linked = (...keys: readonly (readonly string[])[]): readonly object[] =>
  pages(...keys).map((page) => ({ ...page, links: [] }))

const placesOf = (list: readonly object[]): readonly string[] =>
  problemsOf('walked', 'every member once', {
    ...told,
    query: { itemsPerPage: '1' },
    walk: { by: 'next', pages: list },
  }).map(({ at }) => at)

test('members that too few next links leave out are missing at the links', () => {
  expect(placesOf(linked(['SLACK']))).toEqual(['body#/links', 'body#/links'])
  expect(placesOf(linked(['SLACK'], ['WEBHOOK'], []))).toEqual(['body#/results'])
  expect(placesOf(linked(['SLACK'], ['SLACK'], ['WEBHOOK']))).toEqual(['body#/results', 'body#/results'])
})

test.each([
  ['no itemsPerPage', {}],
  ['itemsPerPage 100', { itemsPerPage: '100' }],
])('members that are missing behind a next link to %s are missing at the links, for that reason', (size, second) => {
  const walk = {
    by: 'next',
    pages: linked(['SLACK'], []),
    queries: [{ itemsPerPage: '1' }, { pageNum: '2', ...second }],
  } as const
  const problems = problemsOf('walked', 'every member once', {
    ...told,
    query: { pageNum: '2', ...second },
    walk,
  })
  expect(problems).toHaveLength(2)
  expect(problems[0]).toMatchObject({
    message: `expected DATADOG on one of the pages; DATADOG is on none: the next link of page 1 leads to ${size}, where 1 was asked`,
    at: 'body#/links',
  })
})
