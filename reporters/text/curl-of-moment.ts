import type { ReportedFinding } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { type AnsweredKey, answeredKeys } from './answered-keys.ts'
import { curlLine, hasAlteredCredentials } from './curl.ts'
import { requestsBefore, type Sending } from './requests-before.ts'

/**
 * Curl commands that send the requests of a finding again. Those at the same moment stand side by side, then come those that followed
 * them. A shrunk history has each of its steps. Other findings have the exchange, the few requests before it, and a later read that shows
 * them. So has a finding whose report has not kept all requests of its moment.
 */
export function curlLines(
  own: Evidence,
  { timeline = [], exchange: index, shownBy = -1 }: Pick<ReportedFinding, 'timeline' | 'exchange' | 'shownBy'> = {},
  sending: Sending = { exchanges: [] },
): readonly string[] {
  const { exchanges: kept } = sending
  const firstEnd = Math.min(...timeline.map(({ endMs = Infinity }) => endMs))
  const count = timeline.filter(({ startMs }) => startMs < firstEnd).length
  const timed = timeline.flatMap(({ exchange }) => kept[exchange] ?? [])
  if (count < 2 || timed.length < timeline.length) {
    const { sent, leftOut } = requestsBefore(sending, index)
    return [
      ...(leftOut === undefined ? [] : [`# ${leftOut}`]),
      ...inTurn([...sent, own, ...kept.slice(shownBy, shownBy + 1)]),
    ]
  }
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
