import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { Report, Result } from '../src/report/report.ts'
import { largeReport, withLongTexts } from './html/large-report.test-support.ts'
import { htmlReport } from './html/html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { parseStrictXml } from './parse-strict-xml.test-support.ts'
import type { ReporterFormat } from './reporter.ts'
import { PLAIN } from './sample-report.test-support.ts'

const SCHEMA = new Ajv2020({ strict: false, formats: { 'date-time': true } }).compile(
  JSON.parse(readFileSync(new URL('../specs/report.schema.json', import.meta.url), 'utf8')) as object,
)

/** The most milliseconds of a test, on a machine with other work. */
const SLOW = 120_000

const SIZE = { cases: 5_000, failures: 900 }

/** Runs of 900 failures: few causes, a cause a failure, and ten causes a failure with long texts. */
const RUNS: readonly (readonly [string, () => Report])[] = [
  ['120 causes', () => largeReport({ ...SIZE, causes: 120 })],
  ['900 causes', () => largeReport({ ...SIZE, causes: 900 })],
  ['long texts', () => withLongTexts(largeReport({ ...SIZE, causes: 120 }))],
]

function write(format: ReporterFormat, report: Report): string {
  return [...(format.create(PLAIN).pieces?.(report) ?? [])].join('')
}

function isFailed({ status }: Result): boolean {
  return status === 'fail'
}

function identitiesIn({ results }: Report): unknown {
  return results.map(({ id, status, replay }) => [id, status, replay.seed])
}

/** The first cause of each failure, on which baselines and comparisons rely. */
function causesIn({ results }: Report): unknown {
  return results.filter(isFailed).map(({ findings: [first] }) => first?.cause)
}

test.each(RUNS)(
  'JSON of 5,000 cases and 900 failures is below 3 MB: %s',
  (_, run) => {
    const report = run()
    const text = write(json, report)
    expect(Buffer.byteLength(text)).toBeLessThan(3_000_000)
    const written = JSON.parse(text) as Report
    expect(written.cut?.join()).toMatch(/^(a body|bodies).*,a run with --verbose reports all$/)
    SCHEMA(written)
    expect(SCHEMA.errors).toBe(null)
    expect(identitiesIn(written)).toEqual(identitiesIn(report))
    expect(causesIn(written)).toEqual(causesIn(report))
    for (const { findings, exchanges } of written.results.filter(isFailed)) {
      expect(exchanges[findings[0]?.exchange ?? -1]?.response?.status).toBe(200)
      for (const { exchange = 0, timeline = [] } of findings)
        for (const at of [exchange, ...timeline.map((timed) => timed.exchange)]) expect(exchanges[at]).toBeDefined()
    }
  },
  SLOW,
)

test.each(RUNS)(
  'JUnit of 5,000 cases and 900 failures is below 1 MB: %s',
  (_, run) => {
    const text = write(junit, run())
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000)
    expect(parseStrictXml(text).attributes).toMatchObject({ tests: '5000', failures: '900' })
    expect(text).toMatch(/<property name="cut" value="evidence: \d+ of [\d,]+ texts whole, \d+ short, \d+ left out; /)
    expect(
      text.match(/<failure type="requirement-\d+-of-the-contract" message="(?:POST \S+: )?expected [^"]+">\n/g)?.length,
    ).toBeGreaterThan(100)
  },
  SLOW,
)

test(
  'JUnit has a part of the evidence of each cause, where the whole has no room',
  () => {
    const text = write(junit, largeReport({ ...SIZE, causes: 120 }))
    expect(text.match(/\n  request   POST /g)?.length).toBeGreaterThanOrEqual(120)
    expect(text).toMatch(/ {2}\.\.\. \(\d+ lines left out\)\nreplay {2}conform run /)
  },
  SLOW,
)

test.each(RUNS)(
  'HTML of 5,000 cases and 900 failures is below 5 MB: %s',
  (_, run) => {
    const report = run()
    const text = write(htmlReport, report)
    expect(Buffer.byteLength(text)).toBeLessThan(5_000_000)
    expect(text.match(/<template id="detail-/g)).toHaveLength(900)
    expect(text.match(/<details class="cause /g)).toHaveLength(report.causes.length)
  },
  SLOW,
)

test.each([json, junit, htmlReport])('$name cuts equal runs equally', (format) => {
  const [first, second] = [1, 2].map(() => write(format, largeReport({ cases: 300, failures: 300, causes: 300 })))
  expect(first === second).toBe(true)
})

test('a run of few failures is not cut', () => {
  const few = largeReport({ cases: 300, failures: 20, causes: 10 })
  expect(write(json, few)).not.toContain('"cut"')
  expect(write(junit, few)).not.toContain('name="cut"')
})
