import { expect, test } from 'vitest'
import { groupByCause } from './causes.ts'
import { diffReports } from './diff.ts'
import type { Report, ReportedFinding, Result, ResultStatus } from './report.ts'

const location = { file: 'a.yaml', line: 1, column: 1 }

function finding(cause: string, given: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    kind: 'status',
    level: 'must',
    requirement: cause.split('/')[0] ?? '',
    signature: cause.split('/')[1] ?? '',
    cause,
    message: 'expected 409; the answer is 200',
    at: 'status',
    expected: 409,
    actual: 200,
    location,
    ...given,
  }
}

function result(id: string, status: ResultStatus, ...findings: readonly ReportedFinding[]): Result {
  const replay = { command: `conform run '${id}'`, seed: 1 }
  const rest = { title: id, requirements: [], durationMs: 1, exchanges: [], location }
  return { id, status, findings, replay, ...rest }
}

function report(results: readonly Result[], given: Partial<Report> = {}): Report {
  const fixed = { target: 'http://a.test', seed: 1, level: 'must', verdict: 'violates' }
  return { ...fixed, results, causes: groupByCause(results), ...given } as Report
}

const pass = (id: string): Result => result(id, 'pass')
const fail = (id: string, ...causes: readonly string[]): Result =>
  result(id, 'fail', ...causes.map((cause) => finding(cause)))

function diff(from: readonly Result[], to: readonly Result[], given: Partial<Report> = {}) {
  return diffReports(report(from), report(to, given))
}

const casesOf = (changes: ReturnType<typeof diff>['regressions']) => changes.map(({ cause, cases }) => [cause, cases])

const withEvidence = (given: Partial<ReportedFinding>): readonly Result[] => [
  result('a', 'fail', finding('r/x', given)),
]

const linkedReport = (target: string): Report =>
  report([result('a', 'fail', finding('r/x', { at: 'body#/links', actual: `${target}/api` }))], { target })

const timesOf = (count: number, medianMs: number, p95Ms: number) => ({
  create: { count, medianMs, p95Ms, longestMs: 90 },
})

const slowerIn = (from: Report['times'], to: Report['times']) =>
  diffReports(report([], { ...(from && { times: from }) }), report([], { ...(to && { times: to }) })).slower

test('a gating cause in a case that passed is a regression, grouped by cause', () => {
  const { regressions, mended } = diff(
    [pass('a'), pass('b'), pass('c')],
    [fail('a', 'r/x'), fail('b', 'r/x', 'r/y'), pass('c')],
  )
  expect(casesOf(regressions)).toEqual([
    ['r/x', ['a', 'b']],
    ['r/y', ['b']],
  ])
  expect(regressions[0]).toMatchObject({ replay: "conform run 'a'", message: 'expected 409; the answer is 200' })
  expect(mended).toEqual([])
})

test('a new cause in a case that failed already is a regression, but not a cause that other cases had', () => {
  const before = [fail('a', 'r/x'), fail('b', 'r/y')]
  expect(casesOf(diff(before, [fail('a', 'r/x', 'r/z'), fail('b', 'r/y')]).regressions)).toEqual([['r/z', ['a']]])
  const moved = diff(before, [fail('a', 'r/y'), fail('b', 'r/y')])
  expect(moved.regressions).toEqual([])
  expect(casesOf(moved.changed)).toEqual([['r/y', ['a']]])
})

test('a cause is mended in a case that passes, and not in one that fails otherwise or was not judged', () => {
  const before = [fail('a', 'r/x'), fail('b', 'r/x'), fail('c', 'r/x'), fail('d', 'r/x')]
  const after = [pass('a'), fail('b', 'r/y'), { ...result('c', 'skip'), reason: 'no reader' }]
  const { mended, unjudged, gone } = diff(before, after)
  expect(casesOf(mended)).toEqual([['r/x', ['a']]])
  expect(mended[0]).not.toHaveProperty('replay')
  expect(unjudged).toEqual([{ id: 'c', status: 'skip', reason: 'no reader' }])
  expect(gone).toEqual([{ id: 'd', status: 'fail' }])
})

test('a failing case without an earlier verdict is new, and no regression', () => {
  const open = { ...result('b', 'inconclusive'), reason: 'no answer' }
  const { regressions, new: fresh } = diff([pass('a'), open], [pass('a'), fail('b', 'r/x'), fail('c', 'r/x')])
  expect(regressions).toEqual([])
  expect(fresh).toEqual([
    { id: 'b', status: 'fail' },
    { id: 'c', status: 'fail' },
  ])
})

test('a warning counts at the level should only', () => {
  const warned = result('a', 'warn', finding('r/x', { level: 'should' }))
  expect(diff([pass('a')], [warned]).regressions).toEqual([])
  expect(diff([pass('a')], [warned], { level: 'should' }).regressions).toHaveLength(1)
})

test('a known finding is compared as any other', () => {
  const known = result('a', 'fail', finding('r/x', { known: 'r/x' }))
  expect(diff([pass('a')], [known]).regressions).toHaveLength(1)
  expect(diff([known], [known]).regressions).toEqual([])
})

test('evidence is compared by place and status, and at one seed by its values too', () => {
  const place = { at: 'body#/results/0/url', message: 'expected "a" at /url', expected: 'a', actual: 'b' }
  expect(
    diff(withEvidence({}), withEvidence({ actual: 500, message: 'expected 409; the answer is 500' })).changed,
  ).toMatchObject([
    { message: 'expected 409; the answer is 500', was: { message: 'expected 409; the answer is 200', at: 'status' } },
  ])
  expect(diff(withEvidence(place), withEvidence({ ...place, at: 'body#/results/3/url' })).changed).toEqual([])
  expect(diff(withEvidence(place), withEvidence({ ...place, actual: 'c' })).changed).toHaveLength(1)
  expect(diff(withEvidence(place), withEvidence({ ...place, actual: 'c' }), { seed: 2 }).changed).toEqual([])
  expect(diff(withEvidence({}), withEvidence({ actual: 500 }), { seed: 2 }).changed).toHaveLength(1)
})

test('the address of the target is no evidence', () => {
  expect(diffReports(linkedReport('http://a.test'), linkedReport('http://b.test')).changed).toEqual([])
})

test('an operation is slower if its median or 95th percentile grew by half and by 10 ms', () => {
  expect(slowerIn(timesOf(20, 10, 20), timesOf(20, 20, 20))).toMatchObject([
    { operation: 'create', to: { medianMs: 20 } },
  ])
  expect(slowerIn(timesOf(20, 10, 20), timesOf(20, 10, 31))).toHaveLength(1)
  expect(slowerIn(timesOf(20, 1, 2), timesOf(20, 3, 9))).toEqual([])
  expect(slowerIn(timesOf(20, 100, 200), timesOf(20, 130, 260))).toEqual([])
  expect(slowerIn(timesOf(19, 10, 20), timesOf(20, 90, 90))).toEqual([])
  expect(slowerIn(undefined, timesOf(20, 90, 90))).toEqual([])
})

test('a case that a budget left out, or that a run did not reach, is neither gone nor new', () => {
  const given: Partial<Report> = {
    budget: { requests: 9, leftOut: ['b', 'other'], shortened: [] },
    notReached: ['c'],
  }
  const long = [pass('a'), pass('b'), pass('c')]
  const cut = diff(long, [pass('a')], given)
  expect([cut.gone, cut.new]).toEqual([[], []])
  expect(cut.unjudged).toEqual([
    { id: 'b', status: 'skip', reason: 'left out by the budget' },
    { id: 'c', status: 'skip', reason: 'not reached' },
  ])
  expect(diffReports(report([pass('a')], given), report(long)).new).toEqual([])
})

test('a regression is replayed by a case that alone shows it again', () => {
  const earlier = result('a', 'fail', finding('r/x', { ofEarlierCase: true }))
  const { regressions } = diff([pass('a'), pass('b')], [earlier, fail('b', 'r/x')])
  expect(regressions.map(({ cases, replay }) => [cases, replay])).toEqual([[['a', 'b'], "conform run 'b'"]])
})
