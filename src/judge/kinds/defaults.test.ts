import { expect, test } from 'vitest'
import { API_KEY, problemsOf, SHOWN, type Told } from '../observation.test-support.ts'

const written = { DATADOG: { type: 'DATADOG', apiKey: API_KEY, sendDatabaseMetrics: true } }
const read = (changed: object, more: Told = {}): Told => ({
  role: 'read',
  key: 'DATADOG',
  members: written,
  body: { ...SHOWN, sendDatabaseMetrics: true, ...changed },
  ...more,
})

test('a returned default has the documented value', () => {
  expect(problemsOf('defaults', 'documented', read({}))).toEqual([])
  expect(problemsOf('defaults', 'documented', read({ sendQueryStatsMetrics: undefined }))).toEqual([])
  expect(problemsOf('defaults', 'documented', read({ sendQueryStatsMetrics: null }))).toEqual([])
  expect(problemsOf('defaults', 'documented', read({ sendQueryStatsMetrics: true }))).toEqual([
    {
      message: 'expected false at /sendQueryStatsMetrics (its default); the answer has true',
      at: 'body#/sendQueryStatsMetrics',
      expected: false,
      actual: true,
    },
  ])
})

test('a sent value is not a default', () => {
  expect(problemsOf('defaults', 'documented', read({ sendDatabaseMetrics: false }))).toEqual([])
  expect(problemsOf('defaults', 'returned', read({ sendDatabaseMetrics: undefined }))).toEqual([])
})

test('a missing default is a problem at its place', () => {
  expect(problemsOf('defaults', 'returned', read({}))).toEqual([])
  for (const value of [undefined, null]) {
    expect(problemsOf('defaults', 'returned', read({ sendQueryStatsMetrics: value }))).toEqual([
      {
        message: 'expected false at /sendQueryStatsMetrics (its default); the answer has nothing',
        at: 'body#/sendQueryStatsMetrics',
        expected: false,
        actual: 'nothing',
      },
    ])
  }
})

test('each item of a list is judged at its place', () => {
  const members = { OPS_GENIE: { type: 'OPS_GENIE', apiKey: 'x' } }
  const body = { results: [SHOWN, { type: 'OPS_GENIE', region: 'EU' }] }
  expect(problemsOf('defaults', 'documented', { members, body })).toEqual([
    {
      message: 'expected "US" at /region (its default); the answer has "EU"',
      at: 'body#/results/1/region',
      expected: 'US',
      actual: 'EU',
    },
  ])
})

test('a member with unknown earlier values is not judged', () => {
  const wrong = { sendQueryStatsMetrics: true }
  expect(problemsOf('defaults', 'documented', read(wrong, { incomplete: ['DATADOG'] }))).toEqual([])
  expect(problemsOf('defaults', 'documented', read(wrong, { doubtful: ['DATADOG'] }))).toEqual([])
  expect(problemsOf('defaults', 'documented', read(wrong, { members: {}, foreign: ['DATADOG'] }))).toEqual([])
})

test('after an update, a property that it leaves out has its default or the last value of an earlier write', () => {
  const update = { DATADOG: { type: 'DATADOG', apiKey: API_KEY } }
  const shown = (value: unknown, lastSent: object): ReturnType<typeof problemsOf> =>
    problemsOf(
      'defaults',
      'documented',
      read({ sendDatabaseMetrics: value }, { members: update, lastSent: { DATADOG: { ...lastSent } } }),
    )
  expect(shown(true, { sendDatabaseMetrics: true })).toEqual([])
  expect(shown(false, { sendDatabaseMetrics: true })).toEqual([])
  expect(shown(undefined, { sendDatabaseMetrics: true })).toEqual([])
  const found = { at: 'body#/sendDatabaseMetrics', expected: false, actual: true }
  expect(shown(true, {})).toEqual([
    { ...found, message: 'expected false at /sendDatabaseMetrics (its default); the answer has true' },
  ])
  expect(shown('on', { sendDatabaseMetrics: true })).toEqual([
    {
      ...found,
      actual: 'on',
      message: 'expected false at /sendDatabaseMetrics (its default), or true of an earlier write; the answer has "on"',
    },
  ])
  const [same] = shown('x'.repeat(200), { sendDatabaseMetrics: false })
  expect(same?.message).toBe('expected false at /sendDatabaseMetrics (its default); the answer has another value')
})

test('a default need not come back where a value was sent before, or where a null was sent', () => {
  const update = { DATADOG: { type: 'DATADOG', apiKey: API_KEY } }
  const lastSent = { DATADOG: { ...SHOWN, sendDatabaseMetrics: true } }
  const lacking = { sendDatabaseMetrics: undefined }
  expect(problemsOf('defaults', 'returned', read(lacking, { members: update, lastSent }))).toEqual([])
  const nulled = { DATADOG: { ...update.DATADOG, sendDatabaseMetrics: null } }
  expect(problemsOf('defaults', 'returned', read(lacking, { members: nulled, lastSent: update }))).toEqual([])
  expect(problemsOf('defaults', 'returned', read(lacking, { members: update }))).toHaveLength(1)
})

test('a value that a refused request sent is told as that', () => {
  const members = { OPS_GENIE: { type: 'OPS_GENIE', apiKey: API_KEY } }
  const empty = { idsBefore: new Set<string>(), idsSince: [], sentId: undefined, knewSentId: false, sent: new Map() }
  const writes = [{ body: { region: 'EU' }, status: 400 }]
  const recalled = {
    group: 'here',
    places: [{ ...empty, group: 'here', key: 'OPS_GENIE', writes }],
    firstShown: new Map(),
  }
  const body = { type: 'OPS_GENIE', region: 'EU' }
  const told = { role: 'read', key: 'OPS_GENIE', body, members, lastSent: { OPS_GENIE: {} }, recalled } as const
  expect(problemsOf('defaults', 'documented', told).map(({ message }) => message)).toEqual([
    'expected "US" at /region (its default); the answer has the value of a refused request',
  ])
})
