import { groupByCause } from '../src/report/causes.ts'
import type { Report, Result } from '../src/report/report.ts'
import { SAMPLE, sampleExchange, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const CASES = 5_000
const FAILURES = 900
const CAUSES = 20

/** A report of 5,000 cases and 900 failures of 20 causes, with texts nearly as long as those of the shipped suite. */
export const LARGE: Report = createLargeReport()

function createLargeReport(): Report {
  const results = Array.from({ length: CASES }, (_, index) => createResult(index))
  return {
    ...SAMPLE,
    results,
    causes: groupByCause(results),
    totals: { pass: CASES - FAILURES, fail: FAILURES, warn: 0, skip: 0, inconclusive: 0 },
    requirements: Array.from({ length: 130 }, (_, index) => ({
      id: `requirement-${index}`,
      level: 'must',
      text: 'A create with the required properties is answered 200 with the stored values.',
      status: index < CAUSES ? 'violated' : 'verified',
      cases: results.filter((__, at) => at % 130 === index).map(({ id }) => id),
    })),
  }
}

function createResult(index: number): Result {
  const id = `suite-${index % 25}.case-${index % 250}[DATADOG,/${index}]`
  const failed = index < FAILURES
  return sampleResult({
    id,
    title: 'a create with the required properties succeeds, and its values come back',
    status: failed ? 'fail' : 'pass',
    requirements: [`requirement-${index % 130}`],
    replay: { command: `npx --no -- conform run '${id}' --seed 7`, seed: 7 },
    ...(failed ? failureOf(index % CAUSES) : {}),
  })
}

function failureOf(cause: number): Pick<Result, 'findings' | 'exchanges'> {
  const requirement = `requirement-${cause}`
  const body = JSON.stringify({ type: 'DATADOG', apiKey: '*'.repeat(28), text: 'abc "def" <ghi> '.repeat(50) })
  return {
    findings: [
      sampleFinding({ requirement, message: `expected status 409; the answer is 200 in the case of ${cause}` }),
    ],
    exchanges: [sampleExchange('DATADOG', body)],
  }
}
