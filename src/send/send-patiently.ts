import { headerOf } from '../http/raw-response.ts'
import type { Reply, TargetRequest } from '../http/target.ts'
import type { Sender } from '../suite/suite.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'

/**
 * Besides replies: `limited`, an answer that says nothing about conformance, too many requests or not now; and `unsent`, since the
 * target has fallen silent.
 */
export type Outcome =
  | Reply
  | { readonly answered: false; readonly failure: 'limited' | 'unsent'; readonly reason: string }

/**
 * Sends a request, waiting as a 429 or a 503 with Retry-After asks, within the session's patience. Both say that the request was
 * not carried out, so it is sent again whatever its method. A connection that was closed before an answer is tried once more
 * where the request changes nothing.
 */
export async function sendPatiently(request: TargetRequest, as: Sender, session: Connection): Promise<Outcome> {
  const { breaker } = session
  if (breaker.isOpen()) return UNSENT
  const started = session.clock.now()
  const outcome = await sendUntilAnswered(request, as, session)
  const milliseconds = isReply(outcome) ? session.took(outcome) : session.clock.now() - started
  const after = { milliseconds, timedOut: isTimeout(outcome) }
  if (!outcome.answered) {
    if (outcome.failure !== 'unauthenticated') breaker.unanswered(outcome.reason, after)
  } else if (outcome.late === true) breaker.unanswered(outcome.response.defect ?? 'it took too long', after)
  else breaker.answered()
  return outcome
}

const UNSENT: Outcome = { answered: false, failure: 'unsent', reason: 'not sent: the target does not answer' }

/** Whether the target is what it comes from. */
function isReply(outcome: Outcome): outcome is Reply {
  return outcome.answered || (outcome.failure !== 'limited' && outcome.failure !== 'unsent')
}

function isTimeout(outcome: Outcome): boolean {
  return outcome.answered ? outcome.late === true : outcome.failure === 'timeout'
}

async function sendUntilAnswered(request: TargetRequest, as: Sender, session: Connection): Promise<Outcome> {
  const send = session.principals.send(as)
  let patience = session.patience
  let [resets, delays] = [0, 0]
  for (;;) {
    const reply = await send(request)
    if (!reply.answered) {
      const again = reply.failure === 'reset' && resets === 0 && request.method === 'GET'
      if (!again) return reply
      resets += 1
      continue
    }
    const asked = waitAskedFor(reply, session.clock)
    if (asked === undefined) return reply
    // One that asks for no time at all is asked less and less often, lest it becomes a storm.
    const wait = asked === 'unsaid' ? asked : Math.max(asked, SHORTEST_WAIT * 2 ** delays)
    if (wait === 'unsaid' || wait > patience) return limited(reply.response.status, asked, delays)
    patience -= wait
    delays += 1
    session.counters.delayed += 1
    await session.clock.sleep(wait, session.signal)
    if (session.signal.aborted)
      return { answered: false, failure: 'limited', reason: 'the run was interrupted while it waited' }
  }
}

/** Milliseconds. */
const SHORTEST_WAIT = 50

function limited(status: number, asked: number | 'unsaid', delays: number): Outcome {
  const times = delays === 0 ? '' : `, ${delays + 1} times in a row,`
  const reason =
    asked === 'unsaid'
      ? `the target answered ${status}${times} without saying when to come back`
      : `the target answered ${status}${times} and asked to wait ${Math.ceil(asked / 1000)} s`
  return { answered: false, failure: 'limited', reason }
}

/** Milliseconds to wait; `unsaid` for a 429 that does not tell; undefined where the answer is one to be judged. */
function waitAskedFor(reply: Extract<Reply, { answered: true }>, clock: Clock): number | 'unsaid' | undefined {
  const { status } = reply.response
  if (status !== 429 && status !== 503) return undefined
  const header = headerOf(reply.response, 'retry-after')
  const wait = header === undefined ? undefined : parseRetryAfter(header, clock)
  return wait ?? (status === 429 ? 'unsaid' : undefined)
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3), in milliseconds from now. */
function parseRetryAfter(header: string, { now }: Clock): number | undefined {
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now()
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0)
}
