import type { ReportedFinding } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { isWrite } from './beside.ts'
import { curlLine, hasAlteredCredentials } from './curl.ts'

/**
 * Curl commands that send the requests of a finding again. Those at the same moment stand side by side, then come those that followed
 * them. Other findings have the exchange and the few requests before it. So has a finding whose report has not kept all requests of its
 * moment.
 */
export function curlLines(
  { request }: Evidence,
  { timeline = [], exchange: index }: Pick<ReportedFinding, 'timeline' | 'exchange'> = {},
  kept: readonly Evidence[] = [],
): readonly string[] {
  const firstEnd = Math.min(...timeline.map(({ endMs = Infinity }) => endMs))
  const together = timeline.filter(({ startMs }) => startMs < firstEnd)
  if (together.length < 2 || timeline.some(({ exchange }) => kept[exchange] === undefined))
    return [...linesBefore(kept, index), ...linesOf(request)]
  return [
    ...together.flatMap(({ exchange }) => besideOthers(kept[exchange])),
    'wait',
    ...timeline.slice(together.length).flatMap(({ exchange }) => sentBy(kept[exchange])),
  ]
}

/** The command of a request, after a comment where the command cannot say all. */
function linesOf(request: Evidence['request']): readonly string[] {
  return hasAlteredCredentials(request) ? [ALTERED, curlLine(request)] : [curlLine(request)]
}

const ALTERED = '# without the altered credentials of this request, which no report shows; the replay sends them'

function sentBy(sent: Evidence | undefined): readonly string[] {
  return sent === undefined ? [] : linesOf(sent.request)
}

function besideOthers(sent: Evidence | undefined): readonly string[] {
  return sentBy(sent).map((line) => (line === ALTERED ? line : `${line} &`))
}

/** The most writes before a request that have a command, as a count: more of them are a history, which its replay sends. */
const MOST_WRITES = 3
/** The most reads between them that have a command in any case, as a count. Of more, those have one that read what the request is about. */
const MOST_READS = 5

/** The requests from the first write on: a server may keep what it was asked for between the writes. */
function linesBefore(kept: readonly Evidence[], index = 0): readonly string[] {
  const before = kept.slice(0, index)
  const writes = before.filter(isWrite).length
  if (writes > MOST_WRITES) return [`# ${writes} writes of the case come before this request; the replay sends them`]
  const sent = before.slice(Math.max(0, before.findIndex(isWrite)))
  const reads = sent.length - writes
  const own = pathOf(kept[index])
  const told = sent.filter((one) => isWrite(one) || reads <= MOST_READS || pathOf(one) === own)
  return writes === 0 ? [] : told.flatMap(({ request }) => linesOf(request))
}

function pathOf(sent: Evidence | undefined): string | undefined {
  return sent?.request.url.split('?')[0]
}
