import type { ReportedFinding } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { type AnsweredKey, answeredKeys, foreignKeys, jsonOf } from './answered-keys.ts'
import { answeredTags } from './answered-tags.ts'
import { isWrite } from './beside.ts'
import { curlLine, hasAlteredCredentials, isBodyInFile } from './curl.ts'
import { piecesText } from './sent-as.ts'
import { requestsBefore, requestsBeforeMoment, type Sending } from './requests-before.ts'
import { splitId } from './split-id.ts'

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
  if (count > 1 && timed.length === timeline.length) return atOnce(timed, count, kept)
  const { sent, leftOut } = requestsBefore(sending, index)
  const shown = [...sent, own, ...kept.slice(shownBy, shownBy + 1)]
  return [...comment(leftOut ?? sharedText(shown, sending)), ...inTurn(shown)]
}

/** The first of these requests, as many as `count`, side by side, between those before and after them. */
function atOnce(timed: readonly Evidence[], count: number, kept: readonly Evidence[]): readonly string[] {
  const [first] = timed
  const { sent, leftOut } = first === undefined ? { sent: [] } : requestsBeforeMoment(kept, first)
  const together = timed.slice(0, count)
  const keys = withoutCommands(toldIn([...sent, ...timed]), together)
  return [
    ...comment(leftOut),
    ...sent.flatMap((one) => linesOf(one, keys)),
    ...together.flatMap((one) => linesOf(one, keys).map((line) => (line.startsWith('#') ? line : `${line} &`))),
    'wait',
    ...timed.slice(count).flatMap((one) => linesOf(one, keys)),
  ]
}

function comment(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`# ${text}`]
}

/** A law reads lists of members that earlier laws have made, and that the run has removed since. Undefined for anything else. */
function sharedText(shown: readonly Evidence[], { id = '' }: Sending): string | undefined {
  const isLaw = splitId(id)[0] === 'law'
  if (!isLaw || shown.some(isWrite) || !shown.some(isPage) || foreignKeys(shown).length > 0) return undefined
  return 'these commands make no member, and the list may need members that earlier laws made; the replay makes them'
}

/** True for an answer with a list: at its top, or in a property. */
function isPage({ response }: Evidence): boolean {
  if (response === undefined || response.status < 200 || response.status >= 300) return false
  const document = jsonOf(response.body)
  return typeof document === 'object' && document !== null && [document, ...Object.values(document)].some(Array.isArray)
}

type Keys = ReadonlyMap<Evidence, AnsweredKey>

function inTurn(sent: readonly Evidence[]): readonly string[] {
  const keys = toldIn(sent)
  return [...foreignKeys(sent).map(notMade), ...sent.flatMap((one) => linesOf(one, keys))]
}

function notMade(key: string): string {
  return `# these commands do not make ${key}; where it is gone, put the key of another member in its place`
}

/** The keys and the values of conditions that answers tell. */
function toldIn(sent: readonly Evidence[]): Keys {
  const keys = answeredKeys(sent)
  return new Map([...keys, ...answeredTags(sent, keys)])
}

/** A command in the background sets no variable. */
function withoutCommands(keys: Keys, together: readonly Evidence[]): Keys {
  return new Map(
    Array.from(keys, ([one, { taken, ...key }]) => [
      one,
      taken === undefined || together.includes(one) ? key : { ...key, taken },
    ]),
  )
}

/** The command of a request, beside comments where the command cannot say all. */
function linesOf(one: Evidence, keys: Keys): readonly string[] {
  const { request } = one
  const told = keys.get(one)
  const known = [...keys.values()].filter(({ taken }) => taken !== undefined)
  return [
    ...(hasAlteredCredentials(request) ? [ALTERED] : []),
    ...comment(wholeText(request)),
    ...(isBodyInFile(request) ? [IN_FILE] : []),
    curlLine(request, known, told),
    ...(told === undefined || told.taken !== undefined
      ? []
      : [`# put the key that this answer tells in place of ${told.segment} below`]),
  ]
}

/** curl sends a body whole, or in one chunk. */
function wholeText(request: Evidence['request']): string | undefined {
  const pieces = piecesText(request)
  if (pieces === undefined) return undefined
  return `with the body ${request.inPieces === true ? 'whole' : 'in one chunk'}, which went in ${pieces}; the replay sends it so`
}

const IN_FILE =
  '# put the body into the file BODY first: a JSON report has up to 4,000 characters of it, and the replay sends it whole'

const ALTERED = '# without the altered credentials of this request, which no report shows; the replay sends them'
