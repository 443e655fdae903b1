import { expect, test } from 'vitest'
import type { KnownBy } from './baseline.ts'
import { isGating } from './gating.ts'
import { markKnown } from './mark-known.ts'
import type { ReportedFinding, Result } from './report.ts'

const must = { level: 'must', cause: 'r/lost' } as ReportedFinding
const other = { level: 'must', cause: 'r/other' } as ReportedFinding
const should = { level: 'should', cause: 's/lost' } as ReportedFinding

/** Knows one cause in one case. */
const known: KnownBy = ({ id }, cause) => (id === 'a.one' && cause === 'r/lost' ? 'an entry' : undefined)

function result(id: string, ...findings: readonly ReportedFinding[]): Result {
  return { id, status: 'fail', findings } as unknown as Result
}

test('a result is known if each of its gating findings is', () => {
  expect(markKnown(result('a.one', must), known, 'must')).toMatchObject({ status: 'fail', known: 'an entry' })
  expect(markKnown(result('a.one', must, should), known, 'must')).toHaveProperty('known', 'an entry')
  expect(markKnown(result('a.one', must, should), known, 'should')).not.toHaveProperty('known')
  expect(markKnown(result('a.one', must, other), known, 'must')).not.toHaveProperty('known')
  expect(markKnown(result('a.two', must), known, 'must')).not.toHaveProperty('known')
  expect(markKnown(result('a.one', should), known, 'must')).not.toHaveProperty('known')
})

test('a known finding does not gate, and the others of its result do', () => {
  const { findings } = markKnown(result('a.one', must, other), known, 'must')
  expect(findings.map((finding) => isGating(finding, 'must'))).toEqual([false, true])
})

test('a result that is marked again has the marks of the second time alone', () => {
  const once = markKnown(result('a.one', must), known, 'must')
  expect(markKnown({ ...once, findings: [...once.findings, should] }, known, 'must')).toHaveProperty(
    'known',
    'an entry',
  )
  const forgotten = markKnown(once, () => undefined, 'must')
  expect(forgotten).not.toHaveProperty('known')
  expect(forgotten.findings).toEqual([must])
})
