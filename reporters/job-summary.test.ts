import { expect, test } from 'vitest'
import { groupByCause } from '../src/report/causes.ts'
import { renderJobSummary } from './job-summary.ts'
import { HOSTILE, SAMPLE, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const calm = { ...SAMPLE, results: SAMPLE.results.filter(({ id }) => !id.includes('hostile')) }

test('the summary has verdict, totals, causes, inconclusive cases and unverified requirements', () => {
  expect(renderJobSummary(calm)).toMatchInlineSnapshot(`
    "## ❌ violates

    <code>sample 2026-01-01 at http&#58;//127.0.0.1&#58;8080/api&#58; 3 requirements violated in 4 cases, from 3 causes</code>

    | pass | fail | warn | skip | inconclusive | requests | duration | seed |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | 2 | 4 | 1 | 1 | 2 | 1234 | 1 min 1 s | 42 |

    ### Causes (5)

    | requirement | finding | cases | replay |
    | --- | --- | --- | --- |
    | must <code>second-create-conflicts</code> | <code>expected status 409; the answer is 200</code> at <code>status</code> | 2 | <code>conform run &#39;create.twice&#91;DATADOG&#93;&#39; --seed 42</code> |
    | must <code>body-is-as-documented</code> | <code>expected &#92;x1b&#91;31mred&#92;x1b&#91;0m &#92;u202eabc&#92;u202c &#92;ud800 &#92;ufffe &#92;x00&#92;x9b &#93;&#93;&#62; &#60;script&#62;&#34;&#38;&#39; &#35;&#92;x23&#91;add-mask&#93;x&#92;n&#58;&#58;error&#58;&#58;pwned&#92;r&#92;n&#124; &#42;&#42;b&#42;&#42; &#91;a&#93;&#40;http&#58;//x.test&#41; &#64;me &#96;c&#96; 100%</code> at <code>body&#35;/results/0/&#92;x1b&#91;31mred&#92;x1b&#91;0m &#92;u202eabc&#92;u202c &#92;ud800 &#92;ufffe &#92;x00&#92;x9b &#93;&#93;&#62; &#60;script&#62;&#34;&#38;&#39; &#35;&#92;x23&#91;add-mask&#93;x&#92;n&#58;&#58;error&#58;&#58;pwned&#92;r&#92;n&#124; &#42;&#42;b&#42;&#42; &#91;a&#93;&#40;http&#58;//x.test&#41; &#64;me &#96;c&#96; 100%</code> | 1 |  |
    | must <code>update-succeeds</code> | <code>expected status 409; the answer is 200</code> at <code>status</code> | 1 | <code>conform run &#39;update.once&#39; --seed 42</code> |
    | should <code>conflict-code</code> | <code>expected the error code ALREADY&#95;THERE</code> at <code>body&#35;/errorCode</code> | 1 | <code>conform run &#39;create.twice&#91;DATADOG&#93;&#39; --seed 42</code> |
    | should <code>mask-is-kept</code> | <code>expected the error code ALREADY&#95;THERE</code> at <code>body&#35;/errorCode</code> | 1 | <code>conform run &#39;read.masked&#91;SLACK&#93;&#39; --seed 42</code> |

    ### Inconclusive (2)

    | cases | reason | ids |
    | --- | --- | --- |
    | 2 | <code>no answer arrived within 1000 ms</code> | <code>list.walk&#91;1&#93;</code>, <code>list.walk&#91;2&#93;</code> |

    ### Requirements not verified (4)

    | level | requirements | reason |
    | --- | --- | --- |
    | must | <code>groups-are-apart</code>, <code>deletes-are-final</code> | <code>a later version checks it</code> |
    | must | <code>delete-succeeds</code> | <code>SLACK exists in the group</code> |
    | should | <code>rate-is-told</code> | <code>no selected case checks this requirement</code> |
    "
  `)
})

test('text of a target starts no Markdown, HTML, link or mention', () => {
  const finding = sampleFinding({ message: HOSTILE, at: HOSTILE })
  const results = [sampleResult({ id: HOSTILE, status: 'fail', findings: [finding] })]
  const report = { ...SAMPLE, target: HOSTILE, results, causes: groupByCause(results) }
  const summary = renderJobSummary(report)
  const untrusted = [...summary.matchAll(/<code>(.*?)<\/code>/g)].map(([, text = '']) => text)
  expect(untrusted.length).toBeGreaterThan(5)
  for (const text of untrusted) expect(text.replaceAll(/&#\d+;/g, '')).toMatch(/^[\w\s./,;=%+?-]*$/)
  expect(summary.replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(/[<@`[]|\*\*|pwned/)
  // The row has the same number of cells as the header.
  const rows = summary.split('\n').filter((line) => line.includes('must <code>'))
  expect(rows.map((row) => row.split('|').length)).toEqual([6])
})

test('the summary of 3,000 causes is below the size limit of GitHub', () => {
  const results = Array.from({ length: 3_000 }, (_, index) =>
    sampleResult({
      id: `x.y[${index}]`,
      status: 'fail',
      findings: [sampleFinding({ requirement: `r-${index}`, message: 'm'.repeat(5_000) })],
    }),
  )
  const summary = renderJobSummary({ ...SAMPLE, results, causes: groupByCause(results) })
  expect(summary.length).toBeLessThan(100_000)
  expect(summary).toContain('and 2950 more')
})
