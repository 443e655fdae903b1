import type { Result } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { isWrite, spanOf } from './beside.ts'

/** The parts of a result that tell which requests led to one of them. */
export type Sending = Pick<Result, 'exchanges'> & Partial<Pick<Result, 'id' | 'findings' | 'counterexample'>>

/** The requests that a reader sends before another one, in order, or a sentence in place of too many. */
export interface RequestsBefore {
  readonly sent: readonly Evidence[]
  readonly leftOut?: string
}

/** The most writes before a request that are sent, as a count: more of them are a history, which its replay sends. */
const MOST_WRITES = 6
/** The most reads between them that are sent in any case, as a count. Of more, those that read what the request is about are sent. */
const MOST_READS = 5
/** The most steps of a history that are sent, as a count: as many as are printed. */
const MOST_STEPS = 20

/** The requests before the exchange with the index that its answer may depend on. */
export function requestsBefore(sending: Sending, index = 0): RequestsBefore {
  const before = sending.exchanges.slice(0, index)
  const steps = stepsBefore(sending, index)
  if (steps >= MOST_STEPS) return leftOut(`${steps} steps of the history`)
  if (steps > 0) return { sent: before.slice(-steps) }
  const writes = before.filter(isWrite).length
  if (writes > MOST_WRITES) return leftOut(`${writes} writes of the case`)
  const own = sending.exchanges[index]?.request.url
  // A server may keep an answer to a read.
  if (writes === 0) return { sent: readsBefore(before, own).slice(-MOST_READS) }
  return { sent: sinceFirstWrite(before, own) }
}

/** The requests before those of a moment, of which the first is given: others that were under way with them are not before it. */
export function requestsBeforeMoment(exchanges: readonly Evidence[], first: Evidence): RequestsBefore {
  const [start] = spanOf(first)
  const before = exchanges.slice(0, exchanges.indexOf(first)).filter((one) => {
    const [from, to] = spanOf(one)
    // Times are rounded to milliseconds.
    return !(from >= start || to > start + 1)
  })
  return requestsBefore({ exchanges: [...before, first] }, before.length)
}

function leftOut(what: string): RequestsBefore {
  return { sent: [], leftOut: `${what} come before this request; the replay sends them` }
}

/** The count of steps before the last one of a history. Zero unless its last step is the exchange with the index. */
function stepsBefore({ findings = [], counterexample }: Sending, index: number): number {
  const { steps = [], finding = -1 } = counterexample ?? {}
  const isLast = findings[finding]?.exchange === index
  return isLast && steps.length <= index + 1 ? steps.length - 1 : 0
}

/** The pages of the list just before, each once. Without any, the earlier reads of the same URL. */
function readsBefore(before: readonly Evidence[], own: string | undefined): readonly Evidence[] {
  const start = before.findLastIndex(({ request: { url } }) => url === own || withoutQuery(url) !== withoutQuery(own))
  const pages = before
    .slice(start + 1)
    .filter(({ request }, index, all) => all.slice(index + 1).every((later) => later.request.url !== request.url))
  return pages.length > 0 ? pages : before.filter(({ request }) => request.url === own)
}

/** The requests from the first write on: a server may keep what it was asked for between the writes. */
function sinceFirstWrite(before: readonly Evidence[], own: string | undefined): readonly Evidence[] {
  const sent = before.slice(before.findIndex(isWrite))
  const reads = sent.filter((one) => !isWrite(one)).length
  return sent.filter(
    (one) => isWrite(one) || reads <= MOST_READS || withoutQuery(one.request.url) === withoutQuery(own),
  )
}

function withoutQuery(url: string | undefined): string | undefined {
  return url?.split('?')[0]
}
