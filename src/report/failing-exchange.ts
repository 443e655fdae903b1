import type { Evidence } from '../secrets/evidence.ts'
import { clipText } from './clip.ts'
import type { ReportedFinding, ResultStatus } from './report.ts'

/** The most characters of a body, in a result that keeps its failing exchange only. Thousands of results may fail. */
const SHORT = 1_000

/** The index of the exchange that a failed result is about, as a list: that of its most specific must finding. Empty for other results. */
export function failingExchange(
  status: ResultStatus,
  findings: readonly Pick<ReportedFinding, 'level' | 'follows' | 'exchange'>[],
): readonly number[] {
  if (status !== 'fail') return []
  const shown = findings.filter(({ level, exchange }) => level === 'must' && exchange !== undefined)
  const { exchange } = shown.find(({ follows }) => follows !== true) ?? shown[0] ?? {}
  return exchange === undefined ? [] : [exchange]
}

/** The exchange with the beginnings of its bodies. */
export function withShortBodies(exchange: Evidence): Evidence {
  const { request, response } = exchange
  return {
    ...exchange,
    request: request.body === undefined ? request : { ...request, body: short(request.body) },
    ...(response === undefined ? {} : { response: { ...response, body: short(response.body) } }),
  }
}

function short(body: string): string {
  return body.length > SHORT ? `${clipText(body, SHORT)}... (cut from ${body.length} characters)` : body
}
