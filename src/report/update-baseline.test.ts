import { expect, test } from 'vitest'
import type { BaselineEntry } from './baseline.ts'
import type { ReportedFinding, Result, ResultStatus } from './report.ts'
import { updateBaseline } from './update-baseline.ts'

const location = { file: 'known.yaml', line: 3, column: 5 }
const planned = ['a.one[X]', 'a.one[Y]', 'a.two', 'b.three']

function entry(given: Partial<BaselineEntry> = {}): BaselineEntry {
  return { id: 'r/lost', requirement: 'r', cause: 'r/lost', cases: ['a.one[X]', 'a.one[Y]'], location, ...given }
}

function result(id: string, status: ResultStatus, ...findings: readonly Partial<ReportedFinding>[]): Result {
  return { id, status, findings } as unknown as Result
}

const lost = { level: 'must', cause: 'r/lost', requirement: 'r', message: 'expected X; it is lost' } as const
const warned = { ...lost, level: 'should', cause: 's/lost', requirement: 's' } as const

function update(entries: readonly BaselineEntry[], results: readonly Result[], level: 'must' | 'should' = 'must') {
  const { kept, added } = updateBaseline(entries, { results, level, planned })
  return { kept: [...kept], added }
}

test('a new baseline has an entry for each cause at the gating level, with its cases', () => {
  const results = [
    result('a.one[X]', 'fail', lost, warned),
    result('a.two', 'fail', lost, lost),
    result('b.three', 'pass', { ...lost, level: 'observe' }),
  ]
  const one = { requirement: 'r', cause: 'r/lost', cases: ['a.one[X]', 'a.two'], message: 'expected X; it is lost' }
  expect(update([], results)).toEqual({ kept: [], added: [one] })
  expect(update([], results, 'should').added.map(({ cause }) => cause)).toEqual(['r/lost', 's/lost'])
})

test('a failure of the report is written although a baseline knew it in that run', () => {
  expect(update([], [result('a.two', 'fail', { ...lost, known: 'r/lost' })]).added).toHaveLength(1)
})

test('an entry keeps cases that fail or that the report does not tell about, and loses mended and removed ones', () => {
  const cases = ['a.one[X]', 'a.one[Y]', 'a.two', 'b.*', 'gone.case']
  const results = [result('a.one[X]', 'pass'), result('a.one[Y]', 'fail', lost), result('a.two', 'skip')]
  expect(update([entry({ cases })], results).kept).toEqual([[0, ['a.one[Y]', 'a.two', 'b.*']]])
})

test('an entry whose cases all passed is removed, but not where it is flaky', () => {
  const results = [result('a.one[X]', 'pass'), result('a.one[Y]', 'pass')]
  expect(update([entry()], results).kept).toEqual([])
  expect(update([entry({ flaky: true })], results).kept).toHaveLength(1)
})

test('an entry with a mask in an id is removed once the masked case passed', () => {
  const cases = ['a.one[<secret>]']
  const results = [result('a.one[<secret>]', 'pass')]
  const source = { level: 'must', planned: ['a.one[http://x.test]', 'a.two'] } as const
  expect([...updateBaseline([entry({ cases })], { ...source, results }).kept]).toEqual([])
  expect([...updateBaseline([entry({ cases })], { ...source, results: [] }).kept]).toHaveLength(1)
})

test('a new case of a known cause joins its entry', () => {
  const results = [result('a.one[X]', 'fail', lost), result('a.two', 'fail', lost)]
  expect(update([entry({ cases: ['a.one'] })], results)).toEqual({ kept: [[0, ['a.one', 'a.two']]], added: [] })
})

test('an entry keeps a property that passed while another one shows the cause, which the entry knows', () => {
  const passed = { ...result('a.one[X]', 'pass'), drawn: true as const }
  const other = { ...result('a.two', 'fail', lost), drawn: true as const }
  const entries = [entry({ cases: ['a.one[X]'] })]
  expect(update(entries, [passed, other])).toEqual({ kept: [[0, ['a.one[X]']]], added: [] })
  expect(update(entries, [passed]).kept).toEqual([])
  // A declared case that passed is mended, and the property has an entry of its own then.
  const { kept, added } = update(entries, [result('a.one[X]', 'pass'), other])
  expect([kept, added.map(({ cases }) => cases)]).toEqual([[], [['a.two']]])
})

test('a failure that was flaky each time is written as flaky', () => {
  const flaky = { ...result('a.two', 'fail', lost), flaky: true }
  expect(update([], [flaky]).added).toMatchObject([{ flaky: true }])
  expect(update([], [flaky, result('b.three', 'fail', lost)]).added[0]).not.toHaveProperty('flaky')
})
