import { expect, test } from 'vitest'
import { diffReports } from '../../src/report/diff.ts'
import type { Report } from '../../src/report/report.ts'
import { SAMPLE } from '../sample-report.test-support.ts'
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
