import type { ReportedFinding } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { type AnsweredKey, answeredKeys } from './answered-keys.ts'
import { isWrite } from './beside.ts'
import { curlLine, hasAlteredCredentials } from './curl.ts'

/**
 * Curl commands that send the requests of a finding again. Those at the same moment stand side by side, then come those that followed
 * them. Other findings have the exchange and the few requests before it. So has a finding whose report has not kept all requests of its
 * moment.
 */
export function curlLines(
  own: Evidence,
  { timeline = [], exchange: index }: Pick<ReportedFinding, 'timeline' | 'exchange'> = {},
  kept: readonly Evidence[] = [],
): readonly string[] {
  const firstEnd = Math.min(...timeline.map(({ endMs = Infinity }) => endMs))
  const count = timeline.filter(({ startMs }) => startMs < firstEnd).length
  const timed = timeline.flatMap(({ exchange }) => kept[exchange] ?? [])
  if (count < 2 || timed.length < timeline.length)
    return [...leftOut(kept, index), ...inTurn([...sentBefore(kept, index), own])]
  const [together, after] = [timed.slice(0, count), timed.slice(count)]
  // A command in the background sets no variable.
  const keys = withoutCommands(answeredKeys(timed))
  return [
    ...together.flatMap((one) => linesOf(one, keys).map((line) => (line.startsWith('#') ? line : `${line} &`))),
    'wait',
    ...after.flatMap((one) => linesOf(one, keys)),
  ]
}

type Keys = ReadonlyMap<Evidence, AnsweredKey>

function inTurn(sent: readonly Evidence[]): readonly string[] {
  const keys = answeredKeys(sent)
  return sent.flatMap((one) => linesOf(one, keys))
}

function withoutCommands(keys: Keys): Keys {
  return new Map(Array.from(keys, ([one, { variable, segment }]) => [one, { variable, segment }]))
}

/** The command of a request, beside comments where the command cannot say all. */
function linesOf(one: Evidence, keys: Keys): readonly string[] {
  const { request } = one
  const told = keys.get(one)
  const known = [...keys.values()].filter(({ taken }) => taken !== undefined)
  return [
    ...(hasAlteredCredentials(request) ? [ALTERED] : []),
    curlLine(request, known, told),
    ...(told === undefined || told.taken !== undefined
      ? []
      : [`# put the key that this answer tells in place of ${told.segment} below`]),
  ]
}

const ALTERED = '# without the altered credentials of this request, which no report shows; the replay sends them'

/** The most writes before a request that have a command, as a count: more of them are a history, which its replay sends. */
const MOST_WRITES = 3
/** The most reads between them that have a command in any case, as a count. Of more, those have one that read what the request is about. */
const MOST_READS = 5

/** A comment in place of the requests before, where there are too many of them. */
function leftOut(kept: readonly Evidence[], index = 0): readonly string[] {
  const writes = kept.slice(0, index).filter(isWrite).length
  return writes > MOST_WRITES ? [`# ${writes} writes of the case come before this request; the replay sends them`] : []
}

/** The requests from the first write on: a server may keep what it was asked for between the writes. */
function sentBefore(kept: readonly Evidence[], index = 0): readonly Evidence[] {
  const before = kept.slice(0, index)
  const writes = before.filter(isWrite).length
  if (writes === 0 || writes > MOST_WRITES) return []
  const sent = before.slice(before.findIndex(isWrite))
  const reads = sent.length - writes
  const own = pathOf(kept[index])
  return sent.filter((one) => isWrite(one) || reads <= MOST_READS || pathOf(one) === own)
}

function pathOf(sent: Evidence | undefined): string | undefined {
  return sent?.request.url.split('?')[0]
}
