import type { ReportedFinding } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { curlLine } from './curl.ts'

/**
 * Curl commands that send the requests of a finding again: those at the same moment side by side, then those that followed them. One
 * command, for the exchange, where the finding tells of no such moment or the report has not kept all of its requests.
 */
export function curlLines(
  { request }: Evidence,
  { timeline = [] }: Pick<ReportedFinding, 'timeline'> = {},
  kept: readonly Evidence[] = [],
): readonly string[] {
  const firstEnd = Math.min(...timeline.map(({ endMs = Infinity }) => endMs))
  const together = timeline.filter(({ startMs }) => startMs < firstEnd)
  if (together.length < 2 || timeline.some(({ exchange }) => kept[exchange] === undefined)) return [curlLine(request)]
  return [
    ...linesOf(together, kept).map((line) => `${line} &`),
    'wait',
    ...linesOf(timeline.slice(together.length), kept),
  ]
}

function linesOf(timeline: NonNullable<ReportedFinding['timeline']>, kept: readonly Evidence[]): readonly string[] {
  return timeline.flatMap(({ exchange }) => kept[exchange] ?? []).map((sent) => curlLine(sent.request))
}
