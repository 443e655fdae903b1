import { expect, test } from 'vitest'
import { createMatrix, type NamedReport } from '../src/report/matrix.ts'
import type { Report } from '../src/report/report.ts'
import { renderMatrixMarkdown } from './compared/matrix-markdown.ts'
import { renderMatrixPage } from './compared/matrix-page.ts'
import { cellText } from './compared/matrix-wording.ts'
import { HOSTILE, SAMPLE, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const GOOD: Report = {
  ...SAMPLE,
  verdict: 'conforms',
  results: [
    sampleResult({
      id: 'update.once',
      status: 'fail',
      known: 'update',
      findings: [sampleFinding({ requirement: 'conflict-code', known: 'update' })],
    }),
  ],
  requirements: SAMPLE.requirements
    .filter(({ id }) => id !== 'not-ours')
    .map((one) => (one.id === 'second-create-conflicts' ? { ...one, status: 'verified' as const } : one)),
}

const REPORTS: readonly NamedReport[] = [
  { name: 'ours', report: GOOD },
  { name: 'the other', report: SAMPLE },
]

test('the Markdown has a row for each requirement and a column for each server', () => {
  expect(renderMatrixMarkdown(createMatrix(REPORTS))).toMatchInlineSnapshot(`
    "# \`sample\`: 2 implementations side by side

    | implementation | verdict | must | should | cases passed | failed | skipped or inconclusive | target |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | \`ours\` | conforms | 2 of 6 verified, 1 violated, 3 not verified | 0 of 2 verified, 1 violated, 1 not verified | 3 | 4 | 3 | \`http://127.0.0.1:8080/api\` |
    | \`the other\` | violates | 1 of 6 verified, 2 violated, 3 not verified | 0 of 2 verified, 1 violated, 1 not verified | 3 | 4 | 3 | \`http://127.0.0.1:8080/api\` |

    ## Must

    | requirement | \`ours\` | \`the other\` |
    | --- | --- | --- |
    | \`second-create-conflicts\` | ✔ verified | ✖ violated in 2 cases |
    | \`body-is-as-documented\` | ✖ violated | ✖ violated in 1 case |
    | \`create-succeeds\` | ✔ verified | ✔ verified |
    | \`delete-succeeds\` | – not verified | – not verified |
    | \`groups-are-apart\` | – not verified | – not verified |
    | \`deletes-are-final\` | – not verified | – not verified |
    | \`not-ours\` | · not in this version | · excluded |

    ## Should

    | requirement | \`ours\` | \`the other\` |
    | --- | --- | --- |
    | \`conflict-code\` | ✖ violated in 1 case, known | ✖ violated in 1 case |
    | \`rate-is-told\` | – not verified | – not verified |

    ## Observed

    | requirement | \`ours\` | \`the other\` |
    | --- | --- | --- |
    | \`seen\` | ○ observed | ○ observed |
    "
  `)
})

test('an implementation that was held to an earlier version names it', () => {
  const earlier: Report = { ...SAMPLE, contract: { ...SAMPLE.contract, asOf: '2025-01-01' } }
  const matrix = createMatrix([...REPORTS, { name: 'earlier', report: earlier }])
  for (const text of [renderMatrixMarkdown(matrix), renderMatrixPage(matrix)]) {
    expect(text).toContain('The reports are of different versions of the contract: ')
    expect(text).toContain('2026-01-01 as of 2025-01-01')
  }
})

test('a must of a later version is told after the count of its cases', () => {
  const cells = (['coming', 'excluded'] as const).map((status) =>
    cellText({ status, cases: status === 'coming' ? 2 : 0 }),
  )
  expect(cells).toEqual(['⚠ violated in 2 cases, a must of a later version', '· excluded'])
})

test('the page is one inert file: no script, no request, and no text of a server as markup', () => {
  const hostile = { ...SAMPLE, target: `http://x.test/"><script>${HOSTILE}` }
  const page = renderMatrixPage(createMatrix([...REPORTS, { name: '<img src=x onerror=alert(1)>', report: hostile }]))
  const markup = new Set(page.match(/<\/?[a-z0-9!]+/gi))
  expect([...markup].toSorted()).toMatchInlineSnapshot(`
    [
      "<!doctype",
      "</body",
      "</caption",
      "</code",
      "</details",
      "</div",
      "</h1",
      "</head",
      "</html",
      "</label",
      "</p",
      "</strong",
      "</style",
      "</summary",
      "</table",
      "</tbody",
      "</td",
      "</th",
      "</thead",
      "</title",
      "</tr",
      "<body",
      "<br",
      "<caption",
      "<code",
      "<details",
      "<div",
      "<h1",
      "<head",
      "<html",
      "<input",
      "<label",
      "<meta",
      "<p",
      "<strong",
      "<style",
      "<summary",
      "<table",
      "<tbody",
      "<td",
      "<th",
      "<thead",
      "<title",
      "<tr",
    ]
  `)
  expect(page).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u)
  expect(page.replaceAll('src=x onerror=alert(1)', '')).not.toMatch(/\s(?:src|href|on\w+)=/)
  expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;')
})

test('the page tells statuses in words, the first finding, and which rows are alike', () => {
  const page = renderMatrixPage(createMatrix(REPORTS))
  expect(page).toContain(
    '<tr><th scope="row" id="second-create-conflicts"><code>second-create-conflicts</code><p>A second create is answered 409.</p></th><td class="verified">✔ verified</td><td class="violated"><details><summary>✖ violated in 2 cases</summary>expected status 409; the answer is 200 (at status)</details></td></tr>',
  )
  expect(page).toContain('<tr class="same"><th scope="row" id="create-succeeds">')
  expect(page).toContain('<summary>✖ violated in 1 case, known</summary>')
  expect(page).toContain('<td class="absent">· not in this version</td>')
})
