import { expect, test } from 'vitest'
import { groupByCause } from '../../src/report/causes.ts'
import { diffReports } from '../../src/report/diff.ts'
import type { Report, ReportedFinding } from '../../src/report/report.ts'
import { SAMPLE, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { renderDiffMarkdown } from './diff-markdown.ts'
import { renderDiffPage } from './diff-page.ts'
import { renderDiffText } from './diff-text.ts'

const NOTE = 'the versions of the contract or of the tool differ: a case may find more than before'

test('a run that was held to an earlier version names it, and differs from one that was not', () => {
  const earlier: Report = { ...SAMPLE, contract: { ...SAMPLE.contract, asOf: '2025-01-01' } }
  const diff = diffReports(earlier, SAMPLE)
  const texts = [renderDiffText(diff, { color: false }), renderDiffMarkdown(diff), renderDiffPage(diff)]
  for (const text of texts)
    expect([text.includes('2026-01-01 as of 2025-01-01'), text.includes(NOTE)]).toEqual([true, true])
  expect(renderDiffText(diffReports(earlier, earlier), { color: false })).not.toContain(NOTE)
})

/** A report in which each of many cases has a cause of its own, with a long message. */
function failing(count: number, given: Partial<ReportedFinding> = {}): Report {
  const results = Array.from({ length: count }, (_, index) => {
    const findings = [
      sampleFinding({ requirement: `requirement-${index}`, message: `<${'long '.repeat(60)}>`, ...given }),
    ]
    return sampleResult({ id: `a.case[${index}]`, status: 'fail', findings })
  })
  return { ...SAMPLE, results, causes: groupByCause(results) }
}

test('the Markdown of a large comparison fits a comment on GitHub, and tells what it leaves out', () => {
  const passing = {
    ...failing(300),
    results: failing(300).results.map(({ id }) => sampleResult({ id, status: 'pass' })),
  }
  const operations = Array.from({ length: 300 }, (_, index) => `an operation with a long name, ${index}`)
  const timesOf = (medianMs: number): NonNullable<Report['times']> =>
    Object.fromEntries(operations.map((name) => [name, { count: 20, medianMs, p95Ms: medianMs, longestMs: medianMs }]))
  const [regressed, mended, changed] = [
    diffReports({ ...passing, times: timesOf(1) }, { ...failing(300), times: timesOf(90) }),
    diffReports(failing(300), passing),
    diffReports(failing(300), failing(300, { message: 'other '.repeat(60) })),
  ]
  const text = renderDiffMarkdown({ ...regressed, mended: mended.mended, changed: changed.changed })
  expect(text.length).toBeLessThan(65_536)
  expect(text).toMatch(/\n\nand 2\d\d more rows; the HTML and JSON comparisons have all\n\n### Mended \(300\)/)
  expect(text).toMatch(/\n- and 2\d\d more\n$/)
})

test('each format tells why a case is no longer judged', () => {
  const skipped = sampleResult({ id: 'a.case[0]', status: 'skip', reason: 'SLACK exists in the group' })
  const diff = diffReports(failing(1), { ...SAMPLE, results: [skipped], causes: [] })
  const texts = [renderDiffText(diff, { color: false }), renderDiffMarkdown(diff), renderDiffPage(diff)]
  for (const text of texts) expect(text).toContain('SLACK exists in the group')
})
