import type { Send, Target } from '../http/target.ts'
import { createSecrets, type Secrets } from '../secrets/secrets.ts'
import { createAnswerTimes } from './answer-times.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { type Clock, realClock } from './clock.ts'
import type { Connection } from './connection.ts'
import { createPace } from './pace.ts'
import { type Authenticating, createPrincipals } from './principals.ts'
import { createWaits } from './waits.ts'

/** A target, and how requests are sent to it. The parts of a plan that each have a default may be undefined. */
export interface ConnectionPlan extends Pick<Authenticating, 'principals' | 'tokenPath'> {
  readonly target: Target
  /** The most requests per second. Default: no limit. */
  readonly rate?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Default: the system clock. */
  readonly clock?: Clock | undefined
  /** The longest wait of one request after a 429 or 503, in milliseconds. Default: 60,000. */
  readonly patience?: number | undefined
  /** The store of all sent secrets. Default: a store of its own. */
  readonly secrets?: Secrets | undefined
  /** Receives hints about the authentication of the target, each once and without a secret. */
  readonly onHint?: ((hint: string) => void) | undefined
  /** Called after each large answer to collect garbage. */
  readonly forceGc?: (() => void) | undefined
}

/** The smallest body after which `forceGc` is called, in bytes. */
const LARGE = 500_000

/** Opens the state that all requests to a target share. Who opens it closes its principals, which revokes their tokens, and its target. */
export function openConnection(plan: ConnectionPlan): Connection {
  const { target, rate, clock = realClock, patience = 60_000, secrets = createSecrets(), forceGc } = plan
  const { signal = new AbortController().signal } = plan
  const counters = { sent: 0, delayed: 0 }
  const waits = createWaits()
  const pace = createPace(rate, waits)
  // Requests for tokens and challenges are counted and paced too.
  const send: Send = async (request, interruption) => {
    if (request.paced !== true) await pace()
    counters.sent += 1
    const [started, precise] = [clock.now(), performance.now()]
    const reply = await target.send(request, interruption)
    const took = { clock: clock.now() - started, precise: performance.now() - precise }
    // The bytes of a body beyond the limit were received too, although the answer has none of them.
    if (reply.answered && (reply.response.body.length >= LARGE || reply.response.defect !== undefined)) forceGc?.()
    return { ...reply, took }
  }
  return {
    secrets,
    basePath: target.basePath,
    principals: createPrincipals(plan, { send, secrets }),
    counters,
    times: createAnswerTimes(),
    waits,
    pace,
    breaker: createCircuitBreaker(),
    patience,
    signal,
    clock,
  }
}
