import { expect, test } from 'vitest'
import {
  eventsOf,
  PLAIN,
  render,
  SAMPLE,
  sampleExchange,
  sampleFinding,
  sampleResult,
} from '../sample-report.test-support.ts'
import { ndjson } from './ndjson.ts'
import { eventSchema, readPublished } from './validate.test-support.ts'

type Line = Readonly<Record<string, unknown>>

const check = eventSchema()
const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line)
const lines = linesOf(render(ndjson).join(''))

test('each line is valid against the published schema', () => {
  for (const line of lines) expect(check(line)).toEqual([])
  expect(check({ ...lines[0], seed: 'x' })).not.toEqual([])
  expect(check({ type: 'other' })).not.toEqual([])
})

test('the schema of a line has the keys of the JSON report that the line has', () => {
  const { properties: report, $defs: parts } = readPublished('report')
  const { $defs: kinds } = readPublished('events')
  const lacking = (kind: string, whole: object, others: readonly string[]): readonly string[] =>
    Object.keys(whole).filter((key) => !others.includes(key) && !Object.hasOwn(kinds[kind]?.properties ?? {}, key))
  expect(lacking('end', report, ['requirements', 'results', 'cut'])).toEqual([])
  expect(lacking('result', parts['result']?.properties ?? {}, ['exchanges'])).toEqual([])
  expect(lacking('finding', parts['finding']?.properties ?? {}, [])).toEqual([])
})

test('a run whose target stopped answering ends with the request without an answer, and those before', () => {
  const { response: _, ...request } = sampleExchange('SLACK', '{}')
  const unanswered = { ...request, failure: 'reset' }
  const answeredBefore = [{ method: 'GET', url: 'http://t/things', status: 200 }]
  const end = linesOf(render(ndjson, { ...SAMPLE, unanswered, answeredBefore }).join('')).at(-1)
  expect(check(end)).toEqual([])
  expect(end).toMatchObject({ unanswered: { request: { method: 'POST' }, failure: 'reset' }, answeredBefore })
})

test('the exchange that shows a finding replaces its index', () => {
  const exchanges = ['SLACK', 'DATADOG'].map((key) => sampleExchange(key, '{}'))
  const result = sampleResult({ id: 'x.y', status: 'fail', findings: [sampleFinding({ shownBy: 1 })], exchanges })
  const told = linesOf(render(ndjson, { ...SAMPLE, results: [result] }).join(''))
  const finding = told.find(({ type }) => type === 'finding')
  expect(check(finding)).toEqual([])
  expect(finding).toMatchObject({ shownBy: { request: { url: exchanges[1]?.request.url } } })
})

test('a result comes with its findings, and the end comes last', () => {
  const types = lines.map(({ type }) => String(type)).join(' ')
  expect(types).toMatch(/^start case result case result finding finding case result finding /)
  expect(types).toMatch(/ cause requirement .*requirement end$/)
  const at = lines.findIndex(({ type, id }) => type === 'result' && id === 'create.twice[DATADOG]')
  expect(lines.slice(at, at + 3)).toMatchObject([
    { status: 'fail', findings: 2, requirements: ['second-create-conflicts'] },
    { type: 'finding', case: 'create.twice[DATADOG]', requirement: 'conflict-code', actual: 'nothing' },
    { requirement: 'second-create-conflicts', exchange: { request: { method: 'POST' }, response: { status: 200 } } },
  ])
  expect(lines.at(-1)).toMatchObject({ type: 'end', verdict: 'violates', totals: { fail: 4 }, causes: 6 })
})

test('lines are written as the run goes', () => {
  const reporter = ndjson.create(PLAIN)
  const [start, , first] = eventsOf(SAMPLE)
  if (start === undefined || first === undefined) throw new Error('the sample has events')
  expect(linesOf(reporter.event(start))).toMatchObject([{ type: 'start', formatVersion: 1, seed: 42 }])
  expect(linesOf(reporter.event(first))).toMatchObject([{ type: 'result', id: SAMPLE.results[0]?.id }])
  expect(ndjson.streams).toBe(true)
})

test('a race has the requests with their times', () => {
  const timeline = [
    { exchange: 0, startMs: 0, endMs: 3 },
    { exchange: 9, startMs: 1 },
  ]
  const findings = [sampleFinding({ timeline })]
  const exchanges = SAMPLE.results[1]?.exchanges ?? []
  const result = sampleResult({ id: 'a.b', status: 'fail', findings, exchanges })
  const [, finding] = linesOf(ndjson.create(PLAIN).event({ type: 'result', result }))
  expect(check(finding)).toEqual([])
  expect(finding).toMatchObject({ timeline: [{ method: 'POST', status: 200, startMs: 0, endMs: 3 }, { startMs: 1 }] })
})

test('an interruption is a line, and progress is none', () => {
  const reporter = ndjson.create(PLAIN)
  expect(linesOf(reporter.event({ type: 'cleanup', members: 2 }))).toEqual([{ type: 'cleanup', members: 2 }])
  expect(reporter.event({ type: 'progress', sent: 1, perSecond: 1, elapsedMs: 1 })).toBe('')
})
