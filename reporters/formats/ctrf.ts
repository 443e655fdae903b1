import type { Report, Result, ResultStatus } from '../../src/report/report.ts'
import { boundedDetails, type Detail } from '../text/bounded-details.ts'
import { byLevel } from '../text/by-level.ts'
import { jsonPieces } from '../json/json-text.ts'
import { plainText } from '../text/plain-text.ts'
import { reportFormat } from '../report-format.ts'
import { splitId } from '../text/split-id.ts'
import { type Unreached, unreachedOf } from '../text/unreached.ts'
import { verdictSentence } from '../text/verdict-sentence.ts'

/**
 * The Common Test Report Format, a JSON format that dashboards and chat bots read. A warning has passed, an inconclusive case is
 * `other`, and a case that the run did not reach is `pending`.
 */
export const ctrf = reportFormat('ctrf', (report) => jsonPieces(documentOf(report), { depth: 3, compact: true }))

/** The most bytes of all traces. */
const EVIDENCE = 1_000_000

const STATUSES = { pass: 'passed', fail: 'failed', warn: 'passed', skip: 'skipped', inconclusive: 'other' } as const

function documentOf(report: Report): object {
  const { tool, durationMs, startedAt } = report
  const start = Date.parse(startedAt)
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: new Date(start + durationMs).toISOString(),
    generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool: { name: tool.name, version: tool.version },
      summary: { ...countsOf(report), start, stop: start + Math.round(durationMs), duration: Math.round(durationMs) },
      tests: testsOf(report),
      environment: { appName: plainText(report.target) },
      extra: extraOf(report),
    },
  }
}

function countsOf(report: Report): Readonly<Record<string, number>> {
  const { results, totals, notReached = [] } = report
  return {
    tests: results.length + notReached.length,
    passed: totals.pass + totals.warn,
    failed: totals.fail,
    skipped: totals.skip,
    pending: notReached.length,
    other: totals.inconclusive,
    flaky: results.filter(({ flaky }) => flaky === true).length,
    suites: new Set([...results.map(({ id }) => suiteOf(id)), ...notReached.map(suiteOf)]).size,
  }
}

function extraOf(report: Report): object {
  const { verdict, contract, seed, level } = report
  return { verdict, sentence: plainText(verdictSentence(report)), contract, seed, level }
}

function* testsOf(report: Report): Generator<object> {
  const details = report.results.flatMap((result) => detailOf(result) ?? [])
  const { texts } = boundedDetails(details, report.causes, {
    limit: EVIDENCE,
    sizeOf: (text) => Buffer.byteLength(text),
  })
  const byResult = new Map([...texts].map(([{ result }, text]) => [result, text]))
  for (const result of report.results) yield testOf(result, byResult.get(result))
  for (const unreached of unreachedOf(report)) yield pendingTest(unreached)
}

function detailOf(result: Result): Detail | undefined {
  const findings = result.findings.filter(({ level }) => level !== 'observe').toSorted(byLevel)
  return findings.length === 0 && result.status !== 'inconclusive' ? undefined : { result, findings }
}

function testOf(result: Result, trace: string | undefined): object {
  const { id, title, status, durationMs, requirements, location, flaky, replay } = result
  const message = messageOf(result)
  return {
    name: plainText(`${id}: ${title}`),
    testId: id,
    status: STATUSES[status],
    rawStatus: status,
    duration: Math.round(durationMs),
    suite: [suiteOf(id)],
    ...(message === undefined ? {} : { message: plainText(message) }),
    ...(trace === undefined ? {} : { trace: trace.trim() }),
    filePath: location.file,
    line: location.line,
    tags: requirements,
    type: 'contract',
    ...(flaky === true ? { flaky, retries: 1 } : {}),
    extra: { replay: replay.command },
  }
}

function pendingTest({ id, reason }: Unreached): object {
  const shared = { name: plainText(id), testId: id, status: 'pending', duration: 0, suite: [suiteOf(id)] }
  return { ...shared, message: plainText(reason) }
}

/** The message of the heaviest finding, or the reason of a result without any. */
function messageOf({
  status,
  findings,
  reason,
}: Pick<Result, 'findings' | 'reason'> & { status: ResultStatus }): string | undefined {
  const [first] = findings.filter(({ level }) => level !== 'observe').toSorted(byLevel)
  return status === 'pass' ? undefined : (first?.message ?? reason)
}

function suiteOf(id: string): string {
  return splitId(id)[0] ?? id
}
