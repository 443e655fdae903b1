import type { ReportedFinding } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { isWrite } from './beside.ts'
import { curlLine } from './curl.ts'

/**
 * Curl commands that send the requests of a finding again: those at the same moment side by side, then those that followed them. Where the finding
 * tells of no such moment, or the report has not kept all of its requests, they are the few writes before the exchange and the exchange.
 */
export function curlLines(
  { request }: Evidence,
  { timeline = [], exchange: index }: Pick<ReportedFinding, 'timeline' | 'exchange'> = {},
  kept: readonly Evidence[] = [],
): readonly string[] {
  const firstEnd = Math.min(...timeline.map(({ endMs = Infinity }) => endMs))
  const together = timeline.filter(({ startMs }) => startMs < firstEnd)
  if (together.length < 2 || timeline.some(({ exchange }) => kept[exchange] === undefined))
    return [...writesBefore(kept, index), request].map(curlLine)
  return [
    ...linesOf(together, kept).map((line) => `${line} &`),
    'wait',
    ...linesOf(timeline.slice(together.length), kept),
  ]
}

function linesOf(timeline: NonNullable<ReportedFinding['timeline']>, kept: readonly Evidence[]): readonly string[] {
  return timeline.flatMap(({ exchange }) => kept[exchange] ?? []).map((sent) => curlLine(sent.request))
}

/** The most writes before a request that have a command, as a count: more of them are a history, which its replay sends. */
const MOST_BEFORE = 3

function writesBefore(kept: readonly Evidence[], index = 0): readonly Evidence['request'][] {
  const writes = kept.slice(0, index).filter(isWrite)
  return writes.length > MOST_BEFORE ? [] : writes.map(({ request }) => request)
}
