import { expect, test } from 'vitest'
import { groupByCause } from '../../src/report/causes.ts'
import { renderJobSummary } from './job-summary.ts'
import { HOSTILE, SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'

const calm = { ...SAMPLE, results: SAMPLE.results.filter(({ id }) => !id.includes('hostile')) }

test('the summary has verdict, totals, causes, inconclusive cases and unverified requirements', () => {
  expect(renderJobSummary(calm)).toMatchInlineSnapshot(`
    "## ❌ violates

    \`sample 2026-01-01 at http://127.0.0.1:8080/api: 3 requirements violated in 4 cases, from 3 causes of must (and 2 of should)\`

    | pass | fail | warn | skip | inconclusive | requests | duration | seed |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | 2 | 4 | 1 | 1 | 2 | 1,234 | 1 min 1 s | 42 |

    ### What to mend: 3 causes that violate a must, 2 that violate a should

    Findings that most likely have one fault behind them are one row, the weightiest first. The command repeats a case that shows it.

    | requirement | finding | cases | reproduce |
    | --- | --- | --- | --- |
    | must \`second-create-conflicts\` | \`expected status 409; the answer is 200\` at \`status\` | 2 | \`conform run 'create.twice[DATADOG]' --seed 42\` |
    | must \`body-is-as-documented\` | <code>expected &#92;x1b&#91;31mred&#92;x1b&#91;0m &#92;u202eabc&#92;u202c &#92;ud800 &#92;ufffe &#92;x00&#92;x9b &#93;&#93;&#62; &#60;script&#62;&#34;&#38;&#39; &#35;&#92;x23&#91;add-mask&#93;x&#92;n&#58;&#58;error&#58;&#58;pwned&#92;r&#92;n&#124; &#42;&#42;b&#42;&#42; &#91;a&#93;&#40;http&#58;//x.test&#41; &#64;me &#96;c&#96; 100%</code> at <code>body&#35;/results/0/&#92;x1b&#91;31mred&#92;x1b&#91;0m &#92;u202eabc&#92;u202c &#92;ud800 &#92;ufffe &#92;x00&#92;x9b &#93;&#93;&#62; &#60;script&#62;&#34;&#38;&#39; &#35;&#92;x23&#91;add-mask&#93;x&#92;n&#58;&#58;error&#58;&#58;pwned&#92;r&#92;n&#124; &#42;&#42;b&#42;&#42; &#91;a&#93;&#40;http&#58;//x.test&#41; &#64;me &#96;c&#96; 100%</code> | 1 |  |
    | must \`update-succeeds\` | \`expected status 409; the answer is 200\` at \`status\` | 1 | \`conform run 'update.once' --seed 42\` may pass alone: it depends on earlier requests |
    | should \`conflict-code\` | \`expected the error code ALREADY_THERE\` at \`body#/errorCode\` | 1 | \`conform run 'create.twice[DATADOG]' --seed 42\` |
    | should \`mask-is-kept\` | \`expected the error code ALREADY_THERE\` at \`body#/errorCode\` | 1 | \`conform run 'read.masked[SLACK]' --seed 42\` |

    <details><summary>Evidence of <code>second-create-conflicts</code>: <code>expected status 409; the answer is 200</code></summary>

    <pre>
    For the curl lines: export CONFORM_AUTHORIZATION='Bearer …'
      expected  409
      actual    200
      at        status
      request   POST http://127.0.0.1:8080/api/things/DATADOG
                | {"type":"DATADOG","apiKey":"&#60;secret&#62;","name":"it's"}
      answer    200, application/json
                | {"results":[],
                |   "totalCount":0}
      curl      curl -i -X POST 'http://127.0.0.1:8080/api/things/DATADOG' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"DATADOG","apiKey":"&#60;secret&#62;","name":"it'\\''s"}'
    case    suites/sample/create.yaml:14:5
    replay  conform run 'create.twice[DATADOG]' --seed 42
    </pre>

    </details>

    <details><summary>Evidence of <code>update-succeeds</code>: <code>expected status 409; the answer is 200</code></summary>

    <pre>
    For the curl lines: export CONFORM_AUTHORIZATION='Bearer …'
      expected  nothing
      actual    200
      at        status
      request   POST http://127.0.0.1:8080/api/things/DATADOG
                | {"type":"DATADOG","apiKey":"&#60;secret&#62;","name":"it's"}
      answer    200, application/json
                | {}
      curl      curl -i -X POST 'http://127.0.0.1:8080/api/things/DATADOG' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"DATADOG","apiKey":"&#60;secret&#62;","name":"it'\\''s"}'
    flaky: the case passed on the retry
    case    suites/sample/create.yaml:14:5
    replay  conform run 'update.once' --seed 42
            &#35; may pass alone: it depends on earlier requests
    </pre>

    </details>

    <details><summary>Evidence of <code>conflict-code</code>: <code>expected the error code ALREADY_THERE</code></summary>

    <pre>
    For the curl lines: export CONFORM_AUTHORIZATION='Bearer …'
      expected  ALREADY_THERE
      actual    nothing
      at        body&#35;/errorCode
      request   POST http://127.0.0.1:8080/api/things/DATADOG
                | {"type":"DATADOG","apiKey":"&#60;secret&#62;","name":"it's"}
      answer    200, application/json
                | {"results":[],
                |   "totalCount":0}
      curl      curl -i -X POST 'http://127.0.0.1:8080/api/things/DATADOG' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"DATADOG","apiKey":"&#60;secret&#62;","name":"it'\\''s"}'
    case    suites/sample/create.yaml:14:5
    replay  conform run 'create.twice[DATADOG]' --seed 42
    </pre>

    </details>

    <details><summary>Evidence of <code>mask-is-kept</code>: <code>expected the error code ALREADY_THERE</code></summary>

    <pre>
    For the curl lines: export CONFORM_AUTHORIZATION='Bearer …'
      expected  ALREADY_THERE
      actual    nothing
      at        body&#35;/errorCode
      request   POST http://127.0.0.1:8080/api/things/SLACK
                | {"type":"SLACK","apiKey":"&#60;secret&#62;","name":"it's"}
      answer    200, application/json
                | {}
      curl      curl -i -X POST 'http://127.0.0.1:8080/api/things/SLACK' -H 'Accept: application/json' -H 'Authorization: '"$CONFORM_AUTHORIZATION" -H 'Content-Type: application/json' --data-raw '{"type":"SLACK","apiKey":"&#60;secret&#62;","name":"it'\\''s"}'
    case    suites/sample/create.yaml:14:5
    replay  conform run 'read.masked[SLACK]' --seed 42
    </pre>

    </details>

    ### 2 cases without a verdict

    | cases | reason | ids |
    | --- | --- | --- |
    | 2 | \`no answer arrived within 1000 ms\` | \`list.walk[1]\`, \`list.walk[2]\` |

    ### 4 requirements not verified

    | level | requirements | reason |
    | --- | --- | --- |
    | must | \`groups-are-apart\`, \`deletes-are-final\` | \`a later version checks it\` |
    | must | \`delete-succeeds\` | \`SLACK exists in the group\` |
    | should | \`rate-is-told\` | \`no selected case checks this requirement\` |
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
  const inLines = untrusted.filter((text) => !summary.includes(`: <code>${text}</code></summary>`))
  for (const text of inLines) expect(text.replaceAll(/&#\d+;/g, '')).toMatch(/^[\w\s./,;=%+?-]*$/)
  for (const text of untrusted) expect(text.replaceAll(/&#\d+;/g, '')).not.toMatch(/[<>@#&]/)
  const evidence = summary.match(/<pre>\n[^<>@]*\n<\/pre>/g) ?? []
  expect(evidence).toHaveLength(1)
  const tags = /<\/?(?:details|summary)>/g
  const own = summary
    .replaceAll(/<code>.*?<\/code>/g, '')
    .replace(evidence[0] ?? '', '')
    .replaceAll(/`[^`\n]*`/g, '')
    .replaceAll(tags, '')
  expect(own).not.toMatch(/[<@`[]|\*\*|pwned/)
  // The row has the same number of cells as the header.
  const rows = summary.split('\n').filter((line) => line.startsWith('| must `'))
  expect(rows.map((row) => row.split('|').length)).toEqual([6])
})

test('code in Markdown has no escapes that it does not need', () => {
  const finding = sampleFinding({ message: 'expected PAGER_DUTY at http://127.0.0.1:80/a' })
  const results = [
    sampleResult({ id: 'x.y', status: 'fail', findings: [finding], exchanges: [sampleExchange('PAGER_DUTY', '{}')] }),
  ]
  const summary = renderJobSummary({ ...SAMPLE, results, causes: groupByCause(results) })
  expect(summary).toContain('`expected PAGER_DUTY at http://127.0.0.1:80/a` at `status`')
  expect(summary).toContain('request   POST http://127.0.0.1:8080/api/things/PAGER_DUTY\n')
  expect(summary).not.toMatch(/&#(58|95);/)
})

function headingOf(levels: readonly ('must' | 'should')[]): string | undefined {
  const results = levels.map((level, index) =>
    sampleResult({
      id: `a.b[${index}]`,
      status: 'fail',
      findings: [sampleFinding({ level, requirement: `r-${index}` })],
    }),
  )
  return /### (What to mend.*)/.exec(renderJobSummary({ ...SAMPLE, results, causes: groupByCause(results) }))?.[1]
}

test('the heading counts the causes of each level, and no level without one', () => {
  expect(headingOf(['must', 'must', 'should'])).toBe(
    'What to mend: 2 causes that violate a must, 1 that violates a should',
  )
  expect(headingOf(['should'])).toBe('What to mend: 1 cause that violates a should')
  expect(headingOf([])).toBeUndefined()
})

test('the summary shows the evidence of the first causes, with the commands that repeat it', () => {
  const summary = renderJobSummary(calm)
  const [, evidence = ''] =
    /Evidence of <code>second-create-conflicts<\/code>[^]*?<pre>\n([^]*?)<\/pre>/.exec(summary) ?? []
  const text = evidence.replaceAll(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
  expect(text).toContain('request   POST http://127.0.0.1:8080/api/things/DATADOG')
  expect(text).toContain("replay  conform run 'create.twice[DATADOG]' --seed 42")
  expect(text).toContain('curl')
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
  expect(summary.length).toBeLessThan(65_536)
  expect(summary).toMatch(/and 2,9\d\d more rows/)
})
