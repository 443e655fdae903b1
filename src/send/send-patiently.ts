import { headerOf } from '../http/raw-response.ts'
import type { Reply, TargetRequest } from '../http/target.ts'
import type { Sender } from '../suite/suite.ts'
import type { Clock } from './clock.ts'
import { type RecordedExchange, toRecord } from '../secrets/evidence.ts'
import type { FailedRequest } from './circuit-breaker.ts'
import type { Connection } from './connection.ts'
import { sendAgain } from './send-again.ts'

/**
 * A reply, or the reason for no reply. `limited`: the target answered 429 or 503 beyond the patience of the run. `unsent`: the
 * circuit breaker is open.
 */
export type Outcome =
  | Reply
  | { readonly answered: false; readonly failure: 'limited' | 'unsent'; readonly reason: string }

/**
 * Sends a request, and waits after a 429 or a 503 with Retry-After, within the session's patience. Both statuses mean that the server
 * did not process the request, so any method is repeated. A GET on a closed connection is repeated once; see `sendAgain` for the rest.
 */
export async function sendPatiently(request: TargetRequest, as: Sender, session: Connection): Promise<Outcome> {
  const { breaker } = session
  if (breaker.isOpen()) return UNSENT
  const [startedAt, started] = [Date.now(), session.clock.now()]
  const outcome = await sendUntilAnswered(request, as, session)
  const milliseconds = isReply(outcome) ? (outcome.took?.clock ?? 0) : session.clock.now() - started
  const after = { started, milliseconds, timedOut: isTimeout(outcome) }
  const sent = { request, as, credentials: session.principals.shown(as), startedAt, durationMs: milliseconds }
  const failed = failedRequest(outcome, sent, session)
  if (failed !== undefined) breaker.unanswered(failed, after)
  else if (isUnauthenticated(outcome)) breaker.unauthenticated(sent)
  else if (outcome.answered) breaker.answered({ exchange: sent, status: outcome.response.status })
  return outcome
}

/** The failures that say nothing about the next request: refused credentials are an answer of the target. */
const APART: ReadonlySet<string> = new Set(['unauthenticated', 'unsendable'])

function isUnauthenticated(outcome: Outcome): boolean {
  return !outcome.answered && outcome.failure === 'unauthenticated'
}

/** The request of an outcome without a whole answer. */
function failedRequest(
  outcome: Outcome,
  sent: Omit<RecordedExchange, 'response' | 'failure'>,
  { secrets }: Connection,
): FailedRequest | undefined {
  if (!outcome.answered) {
    const { reason, failure } = outcome
    if (APART.has(failure)) return undefined
    const exchange = { ...sent, failure: reason }
    return failure === 'limited' ? { reason, exchange, limited: true } : { reason, exchange }
  }
  if (outcome.late !== true) return undefined
  const reason = outcome.response.defect ?? 'the answer took too long'
  return { reason, exchange: { ...sent, response: toRecord(outcome.response, secrets) } }
}

const UNSENT: Outcome = { answered: false, failure: 'unsent', reason: 'not sent: the target stopped answering' }

/** True if the outcome comes from the target. */
function isReply(outcome: Outcome): outcome is Reply {
  return outcome.answered || (outcome.failure !== 'limited' && outcome.failure !== 'unsent')
}

function isTimeout(outcome: Outcome): boolean {
  return outcome.answered ? outcome.late === true : outcome.failure === 'timeout'
}

async function sendUntilAnswered(request: TargetRequest, as: Sender, session: Connection): Promise<Outcome> {
  const send = session.principals.send(as)
  let patience = session.breaker.isLimited() ? 0 : session.patience
  let [resets, delays] = [0, 0]
  for (;;) {
    const first = await send(resets + delays === 0 ? request : unpaced(request))
    if (!first.answered && first.failure === 'reset' && resets === 0 && request.method === 'GET') {
      resets += 1
      continue
    }
    const isTried = !first.answered && session.breaker.isAnswering()
    const reply = (isTried ? await sendAgain(unpaced(request), first, send) : undefined) ?? first
    if (!reply.answered) return reply
    const asked = waitAskedFor(reply, session.clock)
    if (asked === undefined) return reply
    // A Retry-After of 0 must not cause a request storm, so each wait doubles.
    const wait = asked === 'unsaid' ? asked : Math.max(asked, SHORTEST_WAIT * 2 ** delays)
    if (wait === 'unsaid' || wait > patience) return limited(reply.response.status, asked, delays)
    patience -= wait
    delays += 1
    session.counters.delayed += 1
    const cause = reply.response.status === 503 ? 503 : 429
    await session.waits.during(cause, wait, () => session.clock.sleep(wait, session.signal))
    if (session.signal.aborted)
      return {
        answered: false,
        failure: 'limited',
        reason: 'the run was interrupted during the wait after a 429 or 503',
      }
  }
}

/** The request without the mark of one that has waited for its turn. */
function unpaced(request: TargetRequest): TargetRequest {
  const { paced: _, ...rest } = request
  return rest
}

/** The first wait after a 429 or 503, in milliseconds. */
const SHORTEST_WAIT = 50

function limited(status: number, asked: number | 'unsaid', delays: number): Outcome {
  const times = delays === 0 ? '' : `, ${delays + 1} times in a row,`
  const reason =
    asked === 'unsaid'
      ? `the target answered ${status}${times} without a valid Retry-After`
      : `the target answered ${status}${times} and asked to wait ${waitText(asked)}`
  return { answered: false, failure: 'limited', reason }
}

/** The longest wait whose time is told, in milliseconds: a year. A server may ask for more than a number holds. */
const YEAR = 365 * 24 * 60 * 60 * 1000

function waitText(milliseconds: number): string {
  return milliseconds > YEAR ? 'more than a year' : `${Math.ceil(milliseconds / 1000)} s`
}

/** The requested wait in milliseconds; `unsaid` for a 429 without a valid Retry-After; undefined for an answer to be judged. */
function waitAskedFor(reply: Extract<Reply, { answered: true }>, clock: Clock): number | 'unsaid' | undefined {
  const { status } = reply.response
  if (status !== 429 && status !== 503) return undefined
  const header = headerOf(reply.response, 'retry-after')
  const wait = header === undefined ? undefined : parseRetryAfter(header, clock)
  return wait ?? (status === 429 ? 'unsaid' : undefined)
}

/** Retry-After as seconds or an HTTP date (RFC 9110, section 10.2.3), in milliseconds from now. */
function parseRetryAfter(header: string, { now }: Clock): number | undefined {
  const text = header.trim()
  if (/^\d+$/.test(text)) return Number(text) * 1000
  // Date.parse takes nearly any text with a digit for a date. Each HTTP date begins with a day.
  const wait = /^(?:mon|tue|wed|thu|fri|sat|sun)/i.test(text) ? Date.parse(text) - now() : Number.NaN
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0)
}
