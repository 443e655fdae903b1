import type { Report, Result } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { type DetailRow, sourceRows } from './finding-detail.ts'
import { plainText } from './plain-text.ts'

/** Rows for the case that sent the first request without an answer, with its place and its replay. */
export function senderRows(report: Pick<Report, 'unanswered' | 'results'>): readonly DetailRow[] {
  const result = unansweredResult(report)
  return result === undefined ? [] : [{ label: 'sent by', lines: [plainText(result.id)] }, ...sourceRows(result, [])]
}

/**
 * The result of the case that sent the first request without an answer. Undefined where the run itself sent the request, as at its start,
 * or where the report has not kept the request.
 */
export function unansweredResult({ unanswered, results }: Pick<Report, 'unanswered' | 'results'>): Result | undefined {
  if (unanswered === undefined) return undefined
  const candidates = results.flatMap((result) =>
    result.exchanges
      .filter((exchange) => isSame(exchange, unanswered))
      .map((exchange) => ({ result, apart: apart(exchange, unanswered) })),
  )
  return candidates.toSorted((one, other) => one.apart - other.apart)[0]?.result
}

function isSame(one: Evidence, other: Evidence): boolean {
  return (
    one.request.method === other.request.method &&
    one.request.url === other.request.url &&
    one.request.body === other.request.body &&
    one.failure === other.failure &&
    one.response?.defect === other.response?.defect
  )
}

/** The time between the starts of two exchanges, in milliseconds; infinite where one was not noted. */
function apart(one: Evidence, other: Evidence): number {
  const between = Math.abs(Date.parse(one.startedAt ?? '') - Date.parse(other.startedAt ?? ''))
  return Number.isNaN(between) ? Number.POSITIVE_INFINITY : between
}
