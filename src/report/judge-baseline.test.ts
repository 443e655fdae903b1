import { expect, test } from 'vitest'
import { type BaselineEntry, compileBaseline, type ShownCase } from './baseline.ts'
import { judgeBaseline, staleSentence } from './judge-baseline.ts'
import type { ReportedFinding, Result, ResultStatus } from './report.ts'

const location = { file: 'known.yaml', line: 3, column: 5 }
const PLANNED = ['a.one[X]', 'a.one[Y]', 'a.two', 'b.three']

function entry(given: Partial<BaselineEntry> = {}): BaselineEntry {
  return { id: 'r/lost', requirement: 'r', cause: 'r/lost', cases: ['a.one'], location, ...given }
}

function result(id: string, status: ResultStatus, ...causes: readonly string[]): Result {
  const findings = causes.map((cause) => ({ cause, level: 'must' }) as ReportedFinding)
  return { id, status, findings } as unknown as Result
}

interface Given {
  readonly results: readonly Result[]
  readonly lenient?: boolean
}

function judge(given: BaselineEntry, { results, lenient = false }: Given) {
  const baseline = { file: 'known.yaml', contract: 'c', entries: [given] }
  return judgeBaseline(baseline, { results, planned: PLANNED, today: '2027-01-31', lenient })
}

const statusOf = (given: BaselineEntry, ...results: readonly Result[]) => judge(given, { results }).entries[0]?.status

test('an entry is known while one of its cases shows the cause', () => {
  const results = [result('a.one[X]', 'pass'), result('a.one[Y]', 'fail', 'r/lost')]
  expect(judge(entry(), { results }).entries[0]).toMatchObject({
    status: 'known',
    failing: ['a.one[Y]'],
    passed: ['a.one[X]'],
  })
})

test('an entry is mended once its cases pass', () => {
  expect(statusOf(entry(), result('a.one[X]', 'pass'), result('a.one[Y]', 'warn'))).toBe('mended')
  expect(statusOf(entry({ flaky: true }), result('a.one[X]', 'pass'))).toBe('known')
})

/** The result of a property, whose findings an entry knows. */
function drawn(shown: Result, known?: string): Result {
  const findings = shown.findings.map((finding) => ({ ...finding, ...(known === undefined ? {} : { known }) }))
  return { ...shown, drawn: true, findings }
}

test('an entry is known while any property shows its cause, and mended once none does', () => {
  const passed = drawn(result('a.one[X]', 'pass'))
  const other = result('b.three', 'fail', 'r/lost')
  expect(statusOf(entry(), passed, drawn(other, 'r/lost'))).toBe('known')
  // Another entry of the cause knows it: the property that passed proves nothing.
  expect(statusOf(entry(), passed, drawn(other, 'second'))).toBe('not-looked-at')
  expect(statusOf(entry(), result('a.one[X]', 'pass'), drawn(other, 'second'))).toBe('mended')
  expect(statusOf(entry(), passed, other)).toBe('mended')
  expect(statusOf(entry(), passed, drawn(result('b.three', 'pass')))).toBe('mended')
})

test('a property of another shard may show the cause', () => {
  const baseline = { file: 'known.yaml', contract: 'c', entries: [entry({ cases: ['a.two'] })] }
  const judging = { results: [result('a.two', 'pass')], planned: PLANNED, today: '2027-01-31', lenient: false }
  const statusBeside = (elsewhere: ShownCase) =>
    judgeBaseline(baseline, { ...judging, elsewhere: [elsewhere] }).entries[0]?.status
  expect(statusBeside({ id: 'b.three', drawn: true })).toBe('not-looked-at')
  expect(statusBeside({ id: 'b.three' })).toBe('mended')
})

test('an entry is not looked at where its cases were not selected, skipped, inconclusive or failed otherwise', () => {
  expect(statusOf(entry(), result('a.two', 'pass'))).toBe('not-looked-at')
  expect(statusOf(entry(), result('a.one[X]', 'skip'))).toBe('not-looked-at')
  expect(statusOf(entry(), result('a.one[X]', 'inconclusive'))).toBe('not-looked-at')
  expect(statusOf(entry(), result('a.one[X]', 'fail', 'r/other'))).toBe('not-looked-at')
  expect(statusOf(entry(), result('a.one[X]', 'fail', 'r/other'), result('a.one[Y]', 'pass'))).toBe('not-looked-at')
  expect(statusOf(entry({ expires: '2020-01-01' }), result('a.two', 'pass'))).toBe('not-looked-at')
})

test('an entry counts on its last day, and has expired on the next', () => {
  const failed = result('a.one[X]', 'fail', 'r/lost')
  expect(statusOf(entry({ expires: '2027-01-31' }), failed)).toBe('known')
  expect(statusOf(entry({ expires: '2027-01-30' }), failed)).toBe('expired')
})

test('an entry without a case in the suites matches nothing', () => {
  expect(statusOf(entry({ cases: ['a.gone', 'a.*.x'] }))).toBe('matches-nothing')
})

test('the sentence names the entries that gate, unless the run is lenient', () => {
  const results = [result('a.one[X]', 'pass')]
  expect(staleSentence(judge(entry(), { results }))).toBe('known.yaml is out of date: "r/lost" is mended')
  expect(staleSentence(judge(entry(), { results, lenient: true }))).toBe(undefined)
  expect(staleSentence(judge(entry({ cases: ['x'] }), { results }))).toBe(
    'known.yaml is out of date: "r/lost" matches no case',
  )
})

test('a mask in the id of a written case stands for any text', () => {
  const entries = [entry({ cases: ['a.one[<secret>,full]'] })]
  const known = compileBaseline({ file: 'known.yaml', contract: 'c', entries })
  expect(known({ id: 'a.one[http://a.test,full]' }, 'r/lost')).toBe('r/lost')
  expect(known({ id: 'a.one[<secret>,full]' }, 'r/lost')).toBe('r/lost')
  expect(known({ id: 'a.one[http://a.test,minimal]' }, 'r/lost')).toBe(undefined)
})

test('a finding is known by its case and its cause', () => {
  const entries = [entry(), entry({ id: 'second', cause: 'r/other', cases: ['a.*', 'b.three'] })]
  const known = compileBaseline({ file: 'known.yaml', contract: 'c', entries })
  expect(known({ id: 'a.one[X]' }, 'r/lost')).toBe('r/lost')
  expect(known({ id: 'a.two' }, 'r/lost')).toBe(undefined)
  expect(known({ id: 'a.two' }, 'r/other')).toBe('second')
  expect(known({ id: 'a.one[X]' }, 'r/new')).toBe(undefined)
})

test('a finding of a property is known by its cause alone, first by the entry that names the property', () => {
  const entries = [entry(), entry({ id: 'second', cases: ['b.three'] })]
  const known = compileBaseline({ file: 'known.yaml', contract: 'c', entries })
  expect(known({ id: 'a.two', drawn: true }, 'r/lost')).toBe('r/lost')
  expect(known({ id: 'b.three', drawn: true }, 'r/lost')).toBe('second')
  expect(known({ id: 'a.two' }, 'r/lost')).toBe(undefined)
  expect(known({ id: 'a.two', drawn: true }, 'r/new')).toBe(undefined)
})
