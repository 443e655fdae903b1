import { expect, test } from 'vitest'
import { KINDS } from '../kinds.ts'
import { CONTRACT, problemsOf, SHOWN } from '../observation.test-support.ts'

const page = (...results: readonly unknown[]): object => ({ links: [], results, totalCount: results.length })

test('a body of its documented schema passes, on each operation', () => {
  expect(problemsOf('schema', 'documented', { body: page(SHOWN) })).toEqual([])
  expect(problemsOf('schema', 'documented', { role: 'read', key: 'DATADOG', body: SHOWN })).toEqual([])
  const error = { error: 404, errorCode: 'X' }
  expect(problemsOf('schema', 'documented', { role: 'delete', status: 404, body: error })).toEqual([])
})

test('each violation has its place, rule and value', () => {
  const { apiKey: _, ...keyless } = SHOWN
  const body = {
    links: 'x',
    results: [{ ...SHOWN, region: 'MARS', sendDatabaseMetrics: 'no' }, keyless],
    totalCount: '1',
  }
  expect(problemsOf('schema', 'documented', { body })).toEqual([
    {
      message: 'expected the JSON type array or null at /links',
      at: 'body#/links',
      expected: 'the JSON type array or null',
      actual: 'x',
    },
    {
      message: 'expected one of ["US","EU","US3","US5","AP1","US1_FED",null] at /results/0/region',
      at: 'body#/results/0/region',
      expected: 'one of ["US","EU","US3","US5","AP1","US1_FED",null]',
      actual: 'MARS',
    },
    {
      message: 'expected the JSON type boolean or null at /results/0/sendDatabaseMetrics',
      at: 'body#/results/0/sendDatabaseMetrics',
      expected: 'the JSON type boolean or null',
      actual: 'no',
    },
    {
      message: 'expected the required property apiKey at /results/1/apiKey; it is missing',
      at: 'body#/results/1/apiKey',
      expected: 'the required property apiKey',
      actual: 'nothing',
    },
    {
      message: 'expected the JSON type integer at /totalCount',
      at: 'body#/totalCount',
      expected: 'the JSON type integer',
      actual: '1',
    },
  ])
})

test('an unknown type is one problem, at the item', () => {
  expect(problemsOf('schema', 'documented', { body: page({ ...SHOWN, type: 'FLOWDOCK' }) })).toMatchObject([
    { message: 'expected a documented type at /results/0; the type is "FLOWDOCK"', at: 'body#/results/0' },
  ])
})

test('a read is validated by the schema of its own type, for specific errors', () => {
  const told = { role: 'read', key: 'DATADOG', body: { url: 1, type: 'WEBHOOK' } } as const
  expect(problemsOf('schema', 'documented', told).map(({ at }) => at)).toEqual(['body#/url'])
  const untyped = { role: 'read', key: 'DATADOG', body: { apiKey: 'x', region: 'EU' } } as const
  expect(problemsOf('schema', 'documented', untyped).map(({ at }) => at)).toEqual(['body#/type'])
})

test('the content of an envelope is validated, with pointers from the root', () => {
  const told = { role: 'read', key: 'DATADOG', query: { envelope: 'true' } } as const
  expect(problemsOf('schema', 'documented', { ...told, body: { status: 200, content: SHOWN } })).toEqual([])
  expect(
    problemsOf('schema', 'documented', { ...told, body: { status: 200, content: { ...SHOWN, apiKey: 5 } } }),
  ).toMatchObject([{ at: 'body#/content/apiKey', message: 'expected the JSON type string at /apiKey' }])
})

test('a status without a documented schema passes; a body that is not JSON violates any schema', () => {
  expect(problemsOf('schema', 'documented', { status: 418, body: 'x' })).toEqual([])
  expect(problemsOf('schema', 'documented', { role: 'delete', status: 204 })).toEqual([])
  expect(problemsOf('schema', 'documented', { body: '<html>' })).toMatchObject([
    { message: 'expected a JSON body; the body is not JSON' },
  ])
})

test('closed: only undeclared properties other than nulls are problems', () => {
  expect(problemsOf('schema', 'closed', { body: page({ ...SHOWN, customEndpoint: null }) })).toEqual([])
  expect(problemsOf('schema', 'closed', { body: '<html>' })).toEqual([])
  expect(problemsOf('schema', 'documented', { body: page({ ...SHOWN, extra: 1 }) })).toEqual([])
  expect(
    problemsOf('schema', 'closed', { body: { ...page({ ...SHOWN, extra: 1, region: 'MARS' }), more: {} } }),
  ).toEqual([
    {
      message: 'expected no undeclared property at /more',
      at: 'body#/more',
      expected: 'no undeclared property',
      actual: {},
    },
    {
      message: 'expected no undeclared property at /results/0/extra',
      at: 'body#/results/0/extra',
      expected: 'no undeclared property',
      actual: 1,
    },
  ])
})

test('a named schema applies regardless of the documented schema', () => {
  expect(problemsOf('schema', 'Unauthorized', { status: 401, body: { error: 401 } })).toEqual([])
  expect(problemsOf('schema', 'Unauthorized', { status: 401, body: {} })).toMatchObject([
    { at: 'body#/error', message: 'expected the required property error at /error; it is missing', actual: 'nothing' },
  ])
})

test('at most twenty violations are reported', () => {
  const results = Array.from({ length: 100 }, () => ({ ...SHOWN, apiKey: 1 }))
  expect(problemsOf('schema', 'documented', { body: page(...results) })).toHaveLength(20)
})

test('property names are escaped in pointers', () => {
  expect(problemsOf('schema', 'closed', { body: page({ ...SHOWN, 'a/b~c': 1 }) })).toMatchObject([
    { at: 'body#/results/0/a~1b~0c', actual: 1 },
  ])
})

test('only schemas of the contract can be named', () => {
  expect(KINDS['schema']?.verify?.('documented', CONTRACT)).toEqual([])
  expect(KINDS['schema']?.verify?.('ApiError', CONTRACT)).toEqual([])
  expect(KINDS['schema']?.verify?.('toString', CONTRACT)).toEqual(['toString'])
})

test('a required property may be missing after an update without it, but not after a create', () => {
  const { apiKey: _, ...keyless } = SHOWN
  const told = { body: page(keyless), members: { DATADOG: { type: 'DATADOG', region: 'US' } } }
  expect(problemsOf('schema', 'documented', { ...told, incomplete: ['DATADOG'] })).toEqual([])
  expect(problemsOf('schema', 'documented', { body: page(keyless), doubtful: ['DATADOG'] })).toEqual([])
  expect(problemsOf('schema', 'documented', told)).toMatchObject([{ at: 'body#/results/0/apiKey' }])
  const nameless = { ...told, body: page({ ...keyless, type: undefined }), incomplete: ['DATADOG'] }
  expect(problemsOf('schema', 'documented', nameless)).not.toEqual([])
})

test('an answer to an ambiguous query is not judged', () => {
  const told = { role: 'read', key: 'DATADOG', body: { status: 200, content: SHOWN } } as const
  expect(problemsOf('schema', 'documented', { ...told, request: { ambiguous: true } })).toEqual([])
  expect(problemsOf('schema', 'documented', told)).not.toEqual([])
})
