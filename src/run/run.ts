import { SHRINKING } from './shrink-example.ts'
import { keysToWriteIn } from '../plan/writes.ts'
import { groupByCause } from '../report/causes.ts'
import { TOOL } from '../source/tool.ts'
import type { Reply, Send } from '../http/target.ts'
import { createAnswerTimes } from '../send/answer-times.ts'
import { realClock } from '../send/clock.ts'
import { type Budget, createBudget, NO_LIMIT } from './budget.ts'
import { createEventQueue } from './event-queue.ts'
import { countMembers } from '../group/count-members.ts'
import { createGroupState } from '../group/group-state.ts'
import { indexInvariants } from '../judge/invariant-index.ts'
import { createPace } from '../send/pace.ts'
import { judgeBaseline, staleSentence } from '../report/judge-baseline.ts'
import type { BaselineReport, Report, RunEvent } from '../report/report.ts'
import { DEFAULT_IN_FLIGHT, type RunPlan } from './run-plan.ts'
import { startProgress } from './progress.ts'
import { createWaits } from '../send/waits.ts'
import { reportBudget } from './report-budget.ts'
import { casesElsewhere, reportShard } from './report-shard.ts'
import { createPrincipals } from '../send/principals.ts'
import { toEvidence } from '../secrets/evidence.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { createCircuitBreaker } from '../send/circuit-breaker.ts'
import type { Lane, Session } from './session.ts'
import { groupsOf, superviseLanes, type Supervised, type Supervision } from './supervise.ts'
import {
  aboutCases,
  type Coverage,
  countTotals,
  decideVerdict,
  INTERRUPTED,
  judgeRequirements,
  notReached,
} from '../report/verdict.ts'

/**
 * Runs a plan and yields its events; the last event is the report. Closes the target at the end.
 * @throws an internal error, after leftovers are removed. Faults of the target never throw.
 */
export async function* run(plan: RunPlan): AsyncGenerator<RunEvent, void, undefined> {
  const queue = createEventQueue<RunEvent>()
  const started = new Date()
  const clock = performance.now()
  // A consumer that stops reading interrupts the run.
  const abandoned = new AbortController()
  const own = createSession({ ...plan, signal: joined(plan.signal, abandoned.signal) })
  const lanes = createLanes(plan)
  const session = { ...own, budget: openBudget(plan, own, lanes) }
  queue.push({
    type: 'start',
    ...targetOf(plan),
    seed: plan.seed,
    cases: plan.cases.length,
    lanes: lanes.length,
  })
  const work = fireAll(plan, { session, lanes, started: clock, startedAt: started.toISOString(), emit: queue.push })
    .then(() => queue.end(), queue.end)
    .then(plan.target.close)
  try {
    yield* queue
  } finally {
    abandoned.abort()
    await work
  }
}

/** The budget of a run. A clean-up lists each group and removes the members of the run. */
function openBudget({ budget }: RunPlan, { counters, clock }: Session, lanes: readonly Lane[]): Budget {
  if (budget === undefined) return NO_LIMIT
  return createBudget(budget, {
    sent: () => counters.sent,
    now: clock.now,
    reserve: () => groupsOf(lanes).reduce((sum, { members, doubtful }) => sum + 1 + members.size + doubtful.size, 0),
  })
}

function joined(signal: AbortSignal | undefined, own: AbortSignal): AbortSignal {
  return signal === undefined ? own : AbortSignal.any([signal, own])
}

interface Starting {
  readonly session: Session
  readonly lanes: readonly Lane[]
  /** Start time on the monotonic clock, in milliseconds. */
  readonly started: number
  readonly startedAt: string
  readonly emit: (event: RunEvent) => void
}

async function fireAll(plan: RunPlan, { session, lanes, started, startedAt, emit }: Starting): Promise<void> {
  const progress = startProgress(plan, { session, lanes, emit })
  const tellCleanUp = (): void => emit({ type: 'cleanup', members: countMembers(groupsOf(lanes)) })
  session.signal.addEventListener('abort', tellCleanUp, { once: true })
  const noted = (event: RunEvent): void => {
    progress.note(event)
    emit(event)
  }
  const supervised = await superviseAndLogOut({ plan, session, lanes, started, emit: noted }).finally(() => {
    progress.stop()
    session.signal.removeEventListener('abort', tellCleanUp)
  })
  const durationMs = Math.round(performance.now() - started)
  emit({ type: 'report', ...createReport(plan, { supervised, session, startedAt, durationMs }) })
}

async function superviseAndLogOut(supervision: Supervision): Promise<Supervised> {
  const { breaker, principals } = supervision.session
  try {
    return await superviseLanes(supervision)
  } finally {
    // Without an answering target, issued tokens are left to expire.
    if (!breaker.isOpen()) await principals.close()
  }
}

/** The smallest body after which `forceGc` is called, in bytes. */
const LARGE = 500_000

/** The state that all requests of a run share. */
export function createSession(plan: Omit<RunPlan, 'cases' | 'groups' | 'level' | 'seed'>): Session {
  const secrets = plan.secrets ?? createSecrets()
  const counters = { sent: 0, delayed: 0 }
  const waits = createWaits()
  const pace = createPace(plan.rate, waits)
  const { target, clock = realClock } = plan
  const durations = new WeakMap<Reply, number>()
  const times = createAnswerTimes()
  // Requests for tokens and challenges are counted and paced too.
  const send: Send = async (request, signal) => {
    if (request.paced !== true) await pace()
    counters.sent += 1
    const [started, precise] = [clock.now(), performance.now()]
    const reply = await target.send(request, signal)
    durations.set(reply, clock.now() - started)
    times.measured(reply, performance.now() - precise)
    // The bytes of a body beyond the limit were received too, although the answer has none of them.
    if (reply.answered && (reply.response.body.length >= LARGE || reply.response.defect !== undefined)) plan.forceGc?.()
    return reply
  }
  return {
    contract: plan.contract,
    validators: plan.validators,
    invariants: indexInvariants(plan.invariants),
    secrets,
    principals: createPrincipals(plan, { send, secrets }),
    served: new Set(),
    recognitions: new Map(),
    causes: new Map(),
    refusedSetups: new Map(),
    tolerated: new Set(),
    ledger: plan.ledger,
    counters,
    replyTime: (reply) => durations.get(reply) ?? 0,
    times,
    waits,
    breaker: createCircuitBreaker(),
    runs: plan.runs,
    shrinking: plan.shrinking ?? SHRINKING,
    sideBySide: { most: plan.inFlight ?? DEFAULT_IN_FLIGHT, proven: 0 },
    pace,
    onHint: plan.onHint,
    share: plan.share ?? { of: 1, part: 0 },
    budget: NO_LIMIT,
    clock,
    patience: plan.patience ?? 60_000,
    signal: plan.signal ?? new AbortController().signal,
  }
}

/** A lane for each group of a plan; all share the other group. */
export function createLanes({ groups, otherGroup, cases, onFindings }: RunPlan): readonly Lane[] {
  const claimed = cases.flatMap(keysToWriteIn)
  const other = otherGroup === undefined ? undefined : createGroupState(otherGroup, claimed)
  const told = onFindings === undefined ? {} : { onFindings }
  return groups.map((id) => ({ group: createGroupState(id, claimed), other, ...told }))
}

interface Ended {
  readonly supervised: Supervised
  readonly session: Session
  readonly startedAt: string
  readonly durationMs: number
}

function contractOf({ name, version, asOf }: RunPlan['contract']): Report['contract'] {
  return { name, version, ...(asOf === undefined ? {} : { asOf }) }
}

function targetOf({ target, embedded }: RunPlan): Pick<Report, 'target' | 'embedded'> {
  return { target: target.name, ...(embedded === true ? { embedded } : {}) }
}

/** The first request that the target left without an answer; of use only in a report of a run that ended early. */
function unansweredIn({ breaker, secrets }: Session, { target }: RunPlan): Pick<Report, 'unanswered'> {
  const first = breaker.first()
  return first === undefined ? {} : { unanswered: toEvidence(first, target.name, secrets) }
}

function judgeOwnBaseline(
  { baseline }: RunPlan,
  results: Report['results'],
  { startedAt, elsewhere }: { readonly startedAt: string; readonly elsewhere: RunPlan['cases'] },
): BaselineReport | undefined {
  if (baseline === undefined) return undefined
  const { lenient, planned } = baseline
  return judgeBaseline(baseline, {
    results,
    planned,
    elsewhere: elsewhere.map(({ id }) => id),
    lenient,
    today: startedAt.slice(0, 'YYYY-MM-DD'.length),
  })
}

function trafficOf({ counters, times }: Session): Pick<Report, 'requests' | 'times'> {
  return { requests: { sent: counters.sent, delayed: counters.delayed }, times: times.summary() }
}

function coverageOf(
  { contract, invariants, cases, narrowed = false }: RunPlan,
  elsewhere: RunPlan['cases'],
  reason: string | undefined,
): Omit<Coverage, 'results' | 'judged' | 'violated' | 'cutBy'> {
  return { contract, invariants, cases, elsewhere, narrowed, reason }
}

function createReport(plan: RunPlan, { supervised, session, startedAt, durationMs }: Ended): Report {
  const { results, judged, violated, reason, leftBehind } = supervised
  const interrupted = session.signal.aborted
  const open = notReached(plan.cases, results).map(({ id }) => id)
  const isCut = supervised.cut && reason === undefined && !interrupted
  const cutBy = isCut ? plan.budget : undefined
  const elsewhere = casesElsewhere(plan)
  const about = aboutCases(plan.cases, plan.contract)
  const baseline = judgeOwnBaseline(plan, results, { startedAt, elsewhere })
  const decided = decideVerdict({
    results,
    about,
    level: plan.level,
    interrupted,
    reason,
    leftBehind,
    cutBy,
    stale: baseline === undefined ? undefined : staleSentence(baseline),
  })
  const coverage = coverageOf(plan, elsewhere, reason ?? (interrupted ? INTERRUPTED : undefined))
  return {
    reportVersion: 1,
    tool: { name: TOOL.name, version: TOOL.version },
    contract: contractOf(plan.contract),
    ...targetOf(plan),
    startedAt,
    durationMs,
    seed: plan.seed,
    ...reportShard(plan, supervised, about),
    level: plan.level,
    ...decided,
    ...(interrupted ? { interrupted } : {}),
    ...(leftBehind.length > 0 ? { leftBehind } : {}),
    ...(!isCut && open.length > 0 ? { notReached: open } : {}),
    ...(reason === undefined ? {} : unansweredIn(session, plan)),
    ...reportBudget(plan, supervised),
    ...(baseline === undefined ? {} : { baseline }),
    causes: groupByCause(results),
    totals: countTotals(results),
    ...trafficOf(session),
    requirements: judgeRequirements({ ...coverage, results, judged, violated, cutBy }),
    results,
  }
}
