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

test('what breaks it is named with its place, its rule and its value', () => {
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
      message: 'expected a value, for it is required at /results/1/apiKey',
      at: 'body#/results/1/apiKey',
      expected: 'a value, for it is required',
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

test('a type that no branch has is one problem, at the entity', () => {
  expect(problemsOf('schema', 'documented', { body: page({ ...SHOWN, type: 'FLOWDOCK' }) })).toMatchObject([
    { message: 'expected a value that the discriminator knows at /results/0', at: 'body#/results/0' },
  ])
})

test('a read is held to the schema of its own type, so that what fails is said plainly', () => {
  const told = { role: 'read', key: 'DATADOG', body: { url: 1, type: 'WEBHOOK' } } as const
  expect(problemsOf('schema', 'documented', told).map(({ at }) => at)).toEqual(['body#/url'])
  const untyped = { role: 'read', key: 'DATADOG', body: { apiKey: 'x', region: 'EU' } } as const
  expect(problemsOf('schema', 'documented', untyped).map(({ at }) => at)).toEqual(['body#/type'])
})

test('within an envelope the content is meant, and its place is said from the root', () => {
  const told = { role: 'read', key: 'DATADOG', query: { envelope: 'true' } } as const
  expect(problemsOf('schema', 'documented', { ...told, body: { status: 200, content: SHOWN } })).toEqual([])
  expect(
    problemsOf('schema', 'documented', { ...told, body: { status: 200, content: { ...SHOWN, apiKey: 5 } } }),
  ).toMatchObject([{ at: 'body#/content/apiKey', message: 'expected the JSON type string at /apiKey' }])
})

test('a status without a documented schema has none to break; a body that is no JSON breaks any', () => {
  expect(problemsOf('schema', 'documented', { status: 418, body: 'x' })).toEqual([])
  expect(problemsOf('schema', 'documented', { role: 'delete', status: 204 })).toEqual([])
  expect(problemsOf('schema', 'documented', { body: '<html>' })).toMatchObject([
    { message: 'expected a JSON body; the body is not JSON' },
  ])
})

test('closed: nothing but what the schema declares, and nulls; what else is wrong is another sentence', () => {
  expect(problemsOf('schema', 'closed', { body: page({ ...SHOWN, customEndpoint: null }) })).toEqual([])
  expect(problemsOf('schema', 'closed', { body: '<html>' })).toEqual([])
  expect(problemsOf('schema', 'documented', { body: page({ ...SHOWN, extra: 1 }) })).toEqual([])
  expect(
    problemsOf('schema', 'closed', { body: { ...page({ ...SHOWN, extra: 1, region: 'MARS' }), more: {} } }),
  ).toEqual([
    {
      message: 'expected no property that the schema does not declare at /more',
      at: 'body#/more',
      expected: 'no property that the schema does not declare',
      actual: {},
    },
    {
      message: 'expected no property that the schema does not declare at /results/0/extra',
      at: 'body#/results/0/extra',
      expected: 'no property that the schema does not declare',
      actual: 1,
    },
  ])
})

test('a schema that is named is held against the body, whatever the operation documents', () => {
  expect(problemsOf('schema', 'Unauthorized', { status: 401, body: { error: 401 } })).toEqual([])
  expect(problemsOf('schema', 'Unauthorized', { status: 401, body: {} })).toMatchObject([
    { at: 'body#/error', message: 'expected a value, for it is required at /error', actual: 'nothing' },
  ])
})

test('hundreds of mistakes are cut to twenty', () => {
  const results = Array.from({ length: 100 }, () => ({ ...SHOWN, apiKey: 1 }))
  expect(problemsOf('schema', 'documented', { body: page(...results) })).toHaveLength(20)
})

test('names of properties are escaped in places', () => {
  expect(problemsOf('schema', 'closed', { body: page({ ...SHOWN, 'a/b~c': 1 }) })).toMatchObject([
    { at: 'body#/results/0/a~1b~0c', actual: 1 },
  ])
})

test('only schemas of the contract can be named', () => {
  expect(KINDS['schema']?.verify?.('documented', CONTRACT)).toEqual([])
  expect(KINDS['schema']?.verify?.('ApiError', CONTRACT)).toEqual([])
  expect(KINDS['schema']?.verify?.('toString', CONTRACT)).toEqual(['toString'])
})

test('a required property that the last update left out need not show; one that was created must', () => {
  const { apiKey: _, ...keyless } = SHOWN
  const told = { body: page(keyless), members: { DATADOG: { type: 'DATADOG', region: 'US' } } }
  expect(problemsOf('schema', 'documented', { ...told, incomplete: ['DATADOG'] })).toEqual([])
  expect(problemsOf('schema', 'documented', { body: page(keyless), doubtful: ['DATADOG'] })).toEqual([])
  expect(problemsOf('schema', 'documented', told)).toMatchObject([{ at: 'body#/results/0/apiKey' }])
  const nameless = { ...told, body: page({ ...keyless, type: undefined }), incomplete: ['DATADOG'] }
  expect(problemsOf('schema', 'documented', nameless)).not.toEqual([])
})

test('where it is open what a parameter meant, no body is due', () => {
  const told = { role: 'read', key: 'DATADOG', body: { status: 200, content: SHOWN } } as const
  expect(problemsOf('schema', 'documented', { ...told, request: { ambiguous: true } })).toEqual([])
  expect(problemsOf('schema', 'documented', told)).not.toEqual([])
})
