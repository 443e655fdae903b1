import { setTimeout as sleep } from 'node:timers/promises'
import { judgeExchange } from '../../judge/judge-exchange.ts'
import type { TimedExchange } from '../../judge/assertion-kind.ts'
import type { TimedRequest } from '../../judge/observation.ts'
import { besideWrites } from '../../judge/moment/beside-writes.ts'
import type { PlannedTogether } from '../../plan/planned-case.ts'
import { allEnded } from '../../send/all-ended.ts'
import { applyJudgement } from './apply-judgement.ts'
import { type Attempt, createAttempt } from '../session/attempt.ts'
import { groupOf, prepareExchange } from './exchange.ts'
import { mergeJudged } from '../session/judged.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import type { Session } from '../session/session.ts'
import { learnFrom } from '../session/side-by-side.ts'
import { usualTime, waitsBefore } from './stagger.ts'

/**
 * Sends the requests of all clients at once, on connections of their own, and judges each answer alone. Adds them to the attempt in their order.
 * `since` is the time to which their times are relative.
 */
export async function sendTogether(
  clients: readonly (readonly PlannedTogether[])[],
  attempt: Attempt,
  session: Session,
): Promise<{ readonly requests: readonly TimedRequest[]; readonly since: number }> {
  const shots = clients.flat()
  const offset = attempt.exchanges.length
  const parts = shots.map((_, index) => partOf(attempt, offset + index))
  // Notes in a ledger take milliseconds, so all are made before the first request.
  const prepared = shots.map(({ request, expect }, index) => ({
    ...prepareShot({ request: { ...request, beside: true, paced: true }, expect }, parts[index] ?? attempt, session),
    exchange: offset + index,
  }))
  const waits = waitsBefore(clients.length, attempt.round, session.sideBySide.usualMs)
  await session.pace(shots.length)
  const since = performance.now()
  let taken = 0
  const tasks = clients.map((client, index) => {
    const own = prepared.slice(taken, (taken += client.length))
    return async (): Promise<readonly TimedRequest[]> => {
      const wait = waits[index] ?? 0
      if (wait > 0) await sleep(wait)
      const sent: TimedRequest[] = []
      for (const { fire, exchange } of own) sent.push({ ...(await fire(since)).timed, exchange })
      return sent
    }
  })
  const requests = (await allEnded(tasks, session.sideBySide.most)).flat()
  session.sideBySide.usualMs = usualTime(requests) ?? session.sideBySide.usualMs
  learnFrom(parts, session)
  for (const [index, part] of parts.entries()) {
    const timeline = besideWrites(offset + index, requests)
    merge(timeline === undefined ? part : withTimeline(part, timeline), attempt, offset + index)
  }
  return { requests, since }
}

/** A request that was sent, with its times, and its answer. */
interface Fired {
  readonly timed: Omit<TimedRequest, 'exchange'>
  readonly observed: ObservedExchange | undefined
}

/** A request that can be sent at once. */
interface PreparedShot {
  /** Sends the request and judges its answer. The times are those since the given time. */
  readonly fire: (since: number) => Promise<Fired>
}

/** Prepares a request whose answer is judged by the invariants and by its own expectations. */
export function prepareShot({ request, expect }: PlannedTogether, attempt: Attempt, session: Session): PreparedShot {
  const { sent, send } = prepareExchange(request, attempt, session)
  const group = groupOf(request, attempt)?.id ?? request.scope ?? ''
  return {
    fire: async (since) => {
      const start = performance.now() - since
      const observed = await send()
      const end = observed === undefined ? Infinity : performance.now() - since
      const demands = { expect, invariants: session.invariants, saved: attempt.saved }
      if (observed !== undefined) applyJudgement(judgeExchange(demands, observed), observed, attempt)
      return { timed: { group, request: sent, response: observed?.response, start, end }, observed }
    },
  }
}

/** The attempt at one of several requests. Its findings are told with the number of the request in the whole attempt. */
function partOf({ lane, saved }: Attempt, before: number): Attempt {
  const { onFindings } = lane
  const told: typeof lane =
    onFindings === undefined
      ? lane
      : { ...lane, onFindings: (findings, request) => onFindings(findings, before + request) }
  return { ...createAttempt(told, []), saved }
}

/** The attempt, with the requests beside that of its findings: an answer during a write may be wrong only there. */
function withTimeline(part: Attempt, timeline: readonly TimedExchange[]): Attempt {
  const findings = part.findings.map((finding) => (finding.level === 'observe' ? finding : { timeline, ...finding }))
  return { ...part, findings }
}

function merge(part: Attempt, attempt: Attempt, offset: number): void {
  attempt.exchanges.push(...part.exchanges)
  for (const { exchange: index, ...finding } of part.findings)
    attempt.findings.push({ ...finding, ...(index === undefined ? {} : { exchange: offset + index }) })
  mergeJudged(attempt.judged, part.judged)
  mergeJudged(attempt.violated, part.violated)
  for (const key of part.touched) attempt.touched.add(key)
  attempt.inconclusive ??= part.inconclusive
  attempt.skipped ??= part.skipped
  if (part.stopped) attempt.stopped = true
  if (part.late) attempt.late = true
  if (part.closed) attempt.closed = true
}
