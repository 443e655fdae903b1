import { expect, test } from 'vitest'
import { groupByCause } from '../../src/report/causes.ts'
import { renderJobSummary } from '../text/job-summary.ts'
import { LARGE } from '../large-report.test-support.ts'
import { render, SAMPLE, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { markdown } from './markdown.ts'

/** The longest comment on GitHub, in characters. */
const COMMENT = 65_536

test('the report is the job summary', () => {
  expect(render(markdown).join('')).toBe(renderJobSummary(SAMPLE))
})

test('a comment on GitHub has room for each report', () => {
  const results = Array.from({ length: 3_000 }, (_, index) =>
    sampleResult({
      id: `x.y[${index}]`,
      status: index % 2 === 0 ? 'fail' : 'inconclusive',
      reason: `${'_'.repeat(900)}${index}`,
      findings: [sampleFinding({ requirement: `r-${index}`, message: '_'.repeat(5_000) })],
    }),
  )
  const requirements = Array.from({ length: 500 }, (_, index) => ({
    ...SAMPLE.requirements[0],
    id: `r-${index}`,
    level: 'must' as const,
    text: 'x',
    status: 'unverified' as const,
    cases: [],
    reason: `${'_'.repeat(900)}${index}`,
  }))
  const worst = { ...SAMPLE, results, requirements, causes: groupByCause(results) }
  for (const report of [LARGE, worst]) {
    const text = render(markdown, report).join('')
    expect(text.length).toBeLessThan(COMMENT)
    expect(text).toContain('### What to mend: ')
  }
})

test('a mask is text, and no tag', () => {
  expect(markdown.mend?.('a <secret> b')).toBe('a &lt;secret&gt; b')
})
