import { expect, test } from 'vitest'
import type { BaselineEntryResult } from '../../src/report/baseline-report.ts'
import type { Report } from '../../src/report/report.ts'
import { github } from '../github.ts'
import { renderJobSummary } from '../text/job-summary.ts'
import { junit } from '../junit.ts'
import { parseStrictXml } from '../parse-strict-xml.test-support.ts'
import { HOSTILE, render, SAMPLE } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'

const CAUSE = 'second-create-conflicts/accepted'

function entry(given: Partial<BaselineEntryResult>): BaselineEntryResult {
  return {
    id: CAUSE,
    requirement: 'second-create-conflicts',
    cause: CAUSE,
    cases: ['create.twice'],
    status: 'known',
    failing: [],
    passed: [],
    open: [],
    location: { file: 'known.yaml', line: 7, column: 5 },
    ...given,
  }
}

const failing = ['create.twice[DATADOG]', 'create.twice[SLACK]']
const ENTRIES = [
  entry({
    failing,
    passed: ['create.twice[WEBHOOK]'],
    reason: 'by design',
    owner: 'Ada',
    link: 'https://example.com/1',
  }),
  entry({ id: 'mended', status: 'mended', passed: ['create.returns-the-list[DATADOG]'] }),
  entry({ id: 'old', status: 'expired', expires: '2025-12-31', owner: 'Ben', failing: ['update.once'] }),
  entry({ id: 'gone', status: 'matches-nothing', cases: ['create.no-more'] }),
  entry({ id: 'unseen', status: 'not-looked-at' }),
]

/** The sample, in which the failures of one cause are known in two cases. */
function known(entries: readonly BaselineEntryResult[] = ENTRIES, lenient?: true): Report {
  const results = SAMPLE.results.map((result) => {
    if (!failing.includes(result.id)) return result
    const findings = result.findings.map((finding) =>
      finding.cause === CAUSE ? { ...finding, known: CAUSE } : finding,
    )
    return { ...result, findings, known: CAUSE }
  })
  return {
    ...SAMPLE,
    results,
    baseline: { file: 'known.yaml', ...(lenient === undefined ? {} : { lenient }), entries },
  }
}

test('the terminal tells known failures in a section of their own, and entries that need a change', () => {
  const text = render(spec, known()).join('')
  expect(text.slice(text.indexOf('\nKnown failures'), text.indexOf('\nFlaky'))).toMatchInlineSnapshot(`
    "
    Known failures (2)
      second-create-conflicts/accepted: 2 cases, create.twice[DATADOG], create.twice[SLACK]
        by design; owner Ada; https://example.com/1
        1 of its cases passed: create.twice[WEBHOOK]
      old: 1 case, update.once
        owner Ben; until 2025-12-31

    Baseline entries that are out of date (3)
      known.yaml:7:5  expected the known failure "mended"; it is gone from 1 case: remove the entry
      known.yaml:7:5  expected "old" to be mended by 2025-12-31; the entry has expired (owner: Ben): mend the server, or give a later day
      known.yaml:7:5  expected a case for "gone"; create.no-more matches no case of the suites: correct or remove the entry

    Baseline entries that were not looked at (1)
      unseen
    "
  `)
  expect(text).not.toContain('FAIL create.twice[SLACK]')
  expect(text).toContain('WARN create.twice[DATADOG]'.slice(5))
  expect(text).toContain('2 cases fail as known, by 2 entries of known.yaml')
})

test('a verbose terminal shows a known failure with its evidence and its entry', () => {
  const text = render(spec, known(), { verbose: true }).join('')
  expect(text).toContain(`✖ FAIL create.twice[DATADOG]  the title of create.twice\n  known: ${CAUSE}\n`)
})

test('a quiet terminal has no line for a known cause', () => {
  const results = known().results.map((result) => ({
    ...result,
    findings: result.findings.filter((one) => one.known !== undefined),
  }))
  const text = render(spec, { ...known(), results }, { quiet: true }).join('')
  expect(text).not.toContain('expected status 409')
})

test('JUnit stays valid, and counts a known failure as skipped', () => {
  const parsed = parseStrictXml(render(junit, known()).join(''))
  expect(JSON.stringify(parsed)).toContain(`known failure ${CAUSE}; by design; owner Ada; https://example.com/1`)
  expect(render(junit, known()).join('')).toContain('tests="13" failures="5"')
  expect(render(junit, known(ENTRIES, true)).join('')).toContain('tests="13" failures="2"')
})

test('GitHub annotates entries on their lines of the baseline, and no known cause', () => {
  const annotations = render(github, known()).join('').split('\n')
  expect(annotations.filter((line) => line.includes('known.yaml'))).toMatchInlineSnapshot(`
    [
      "::error file=known.yaml,line=7,col=5,title=baseline::expected the known failure "mended"; it is gone from 1 case: remove the entry",
      "::error file=known.yaml,line=7,col=5,title=baseline::expected "old" to be mended by 2025-12-31; the entry has expired (owner: Ben): mend the server, or give a later day",
      "::error file=known.yaml,line=7,col=5,title=baseline::expected a case for "gone"; create.no-more matches no case of the suites: correct or remove the entry",
    ]
  `)
  expect(
    renderJobSummary({ ...known(), causes: SAMPLE.causes.map((cause) => ({ ...cause, known: CAUSE })) }),
  ).toContain('| known, must `second-create-conflicts`')
})

test('hand-written text of a baseline is inert', () => {
  const hostile = known([entry({ failing, reason: HOSTILE }), entry({ id: HOSTILE, status: 'mended', owner: HOSTILE })])
  for (const format of [spec, github, junit]) {
    const text = render(format, hostile).join('')
    expect(text).not.toContain('\u001b')
    expect(text).not.toMatch(/^\s*::error::pwned/m)
  }
  expect(() => parseStrictXml(render(junit, hostile).join(''))).not.toThrow()
})
