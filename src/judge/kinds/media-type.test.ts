import { expect, test } from 'vitest'
import { problemsOf, VENDOR } from '../observation.test-support.ts'

const typed = (type: string): { headers: readonly (readonly [string, string])[] } => ({
  headers: [['content-TYPE', type]],
})

test.each([
  ['json', 'application/json'],
  ['json', 'text/json; charset=utf-8'],
  ['json', VENDOR],
  ['json', 'Application/Vnd.Any+JSON;charset=utf-8'],
  [VENDOR, `${VENDOR};charset=utf-8`],
  [VENDOR, ` ${VENDOR.toUpperCase()} ; a=b`],
])('%j takes %j', (expected, type) => {
  expect(problemsOf('mediaType', expected, typed(type))).toEqual([])
})

test.each(['text/html', 'application/jsonp', 'application/json-seq', 'json', 'application/xml+json+x', ''])(
  '%j is no JSON media type',
  (type) => {
    expect(problemsOf('mediaType', 'json', typed(type))).toEqual([
      {
        message: `expected a JSON media type; the Content-Type is ${type}`,
        at: 'header:Content-Type',
        expected: 'a JSON media type',
        actual: type,
      },
    ])
  },
)

test('a media type with another version is a problem', () => {
  expect(problemsOf('mediaType', VENDOR, typed('application/json'))).toEqual([
    {
      message: `expected ${VENDOR}; the Content-Type is application/json`,
      at: 'header:Content-Type',
      expected: VENDOR,
      actual: 'application/json',
    },
  ])
})

test('a missing Content-Type is a problem', () => {
  expect(problemsOf('mediaType', 'json', { headers: [] })).toMatchObject([{ actual: 'none' }])
})
