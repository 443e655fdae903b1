import { TOOL } from '../source/tool.ts'
import type { Principal } from '../suite/suite.ts'
import { createEventQueue } from './event-queue.ts'
import { createGroupState } from './group-state.ts'
import { indexInvariants } from './invariant-index.ts'
import { createPace } from './pace.ts'
import type { Report, RunEvent } from './report.ts'
import { DEFAULT_RUNS, type RunPlan } from './run-plan.ts'
import { createSecrets } from './secrets.ts'
import type { Lane, Session } from './session.ts'
import { superviseLanes, type Supervised } from './supervise.ts'
import { countTotals, decideVerdict, judgeRequirements } from './verdict.ts'

/** Fires a plan and tells what comes of it; the last event is the report. The target is closed at the end. */
export async function* run(plan: RunPlan): AsyncGenerator<RunEvent, void, undefined> {
  const queue = createEventQueue<RunEvent>()
  const started = new Date()
  const clock = performance.now()
  const session = createSession(plan)
  const lanes = createLanes(plan)
  queue.push({
    type: 'start',
    target: plan.target.name,
    seed: plan.seed,
    cases: plan.cases.length,
    lanes: lanes.length,
  })
  const work = fireAll(plan, { session, lanes, started: clock, startedAt: started.toISOString(), emit: queue.push })
    .then(() => queue.end(), queue.end)
    .then(plan.target.close)
  yield* queue
  await work
}

interface Starting {
  readonly session: Session
  readonly lanes: readonly Lane[]
  /** On the monotonic clock, in milliseconds. */
  readonly started: number
  readonly startedAt: string
  readonly emit: (event: RunEvent) => void
}

async function fireAll(plan: RunPlan, { session, lanes, started, startedAt, emit }: Starting): Promise<void> {
  const supervised = await superviseLanes({ plan, session, lanes, emit })
  const durationMs = Math.round(performance.now() - started)
  emit({ type: 'report', ...createReport(plan, { supervised, session, startedAt, durationMs }) })
}

/** What all requests of a run share. */
export function createSession(plan: Omit<RunPlan, 'cases' | 'groups' | 'level' | 'seed'>): Session {
  const secrets = plan.secrets ?? createSecrets()
  for (const headers of Object.values(plan.principals)) {
    for (const [name, value] of Object.entries(headers))
      secrets.addWhole({ value: credentialIn(value), pointer: `header ${name}`, redaction: CREDENTIAL })
  }
  return {
    contract: plan.contract,
    validators: plan.validators,
    target: plan.target,
    invariants: indexInvariants(plan.invariants),
    secrets,
    authorize: (as) => authorize(plan, as),
    refusedSetups: new Map(),
    ledger: plan.ledger,
    counters: { sent: 0, delayed: 0, unanswered: 0 },
    runs: plan.runs ?? DEFAULT_RUNS,
    patience: plan.patience ?? 60_000,
    pace: createPace(plan.rate),
    signal: plan.signal ?? new AbortController().signal,
  }
}

const CREDENTIAL = { rule: 'never', tail: 0, strength: 'stated', form: 'token' } as const

function credentialIn(header: string): string {
  return header.replace(/^\S+ /, '')
}

function authorize(
  { principals }: Pick<RunPlan, 'principals'>,
  as: Principal | 'nobody' | 'wrong',
): Readonly<Record<string, string>> {
  if (as === 'nobody') return NONE
  return as === 'wrong' ? WRONG : (principals[as] ?? NONE)
}

const NONE = {}
const WRONG = { Authorization: 'Bearer never-issued-by-anyone' }

function createLanes({ groups, otherGroup }: RunPlan): readonly Lane[] {
  const other = otherGroup === undefined ? undefined : createGroupState(otherGroup)
  return groups.map((id) => ({ group: createGroupState(id), other }))
}

interface Ended {
  readonly supervised: Supervised
  readonly session: Session
  readonly startedAt: string
  readonly durationMs: number
}

function createReport(plan: RunPlan, { supervised, session, startedAt, durationMs }: Ended): Report {
  const { results, judged, reason, leftBehind } = supervised
  const interrupted = session.signal.aborted
  const decided = decideVerdict({ results, cases: plan.cases, level: plan.level, interrupted, reason })
  return {
    reportVersion: 1,
    tool: { name: TOOL.name, version: TOOL.version },
    contract: { name: plan.contract.name, version: plan.contract.version },
    target: plan.target.name,
    startedAt,
    durationMs,
    seed: plan.seed,
    level: plan.level,
    ...decided,
    ...(interrupted ? { interrupted } : {}),
    ...(leftBehind.length > 0 ? { leftBehind } : {}),
    totals: countTotals(results),
    requests: { sent: session.counters.sent, delayed: session.counters.delayed },
    requirements: judgeRequirements({ contract: plan.contract, results, judged, reason }),
    results,
  }
}
