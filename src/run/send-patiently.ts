import { headerOf } from '../judge/observation.ts'
import type { Reply, TargetRequest } from '../target/target.ts'
import type { Sender } from '../suite/suite.ts'
import type { Clock } from './clock.ts'
import type { Session } from './session.ts'

/** An answer that says nothing about conformance: too many requests, or not now. */
export type Outcome = Reply | { readonly answered: false; readonly failure: 'limited'; readonly reason: string }

/**
 * Sends a request, waiting as a 429 or a 503 with Retry-After asks, within the session's patience. Both say that the request was
 * not carried out, so it is sent again whatever its method. A connection that was closed before an answer is tried once more
 * where the request changes nothing.
 */
export async function sendPatiently(request: TargetRequest, as: Sender, session: Session): Promise<Outcome> {
  const send = session.principals.send(as)
  let patience = session.patience
  for (let attempt = 0; ; attempt += 1) {
    const reply = await send(request)
    if (!reply.answered) {
      const again = reply.failure === 'reset' && attempt === 0 && request.method === 'GET'
      if (again) continue
      if (reply.failure !== 'unauthenticated') session.counters.unanswered += 1
      return reply
    }
    session.counters.unanswered = 0
    const wait = waitAskedFor(reply, session.clock)
    if (wait === undefined) return reply
    if (wait === 'unsaid' || wait > patience) return limited(reply.response.status, wait)
    patience -= wait
    session.counters.delayed += 1
    await session.clock.sleep(wait, session.signal)
    if (session.signal.aborted)
      return { answered: false, failure: 'limited', reason: 'the run was interrupted while it waited' }
  }
}

function limited(status: number, wait: number | 'unsaid'): Outcome {
  const reason =
    wait === 'unsaid'
      ? `the target answered ${status} without saying when to come back`
      : `the target answered ${status} and asked to wait ${Math.ceil(wait / 1000)} s`
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

/** Seconds or an HTTP date (RFC 9110, section 10.2.3), in milliseconds from now; at least a little, lest it becomes a storm. */
function parseRetryAfter(header: string, { now }: Clock): number | undefined {
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now()
  return Number.isNaN(wait) ? undefined : Math.max(wait, 50)
}
