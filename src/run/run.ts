import { SHRINKING } from './case/shrink-example.ts'
import { keysToWriteIn } from '../plan/order/writes.ts'
import { type Budget, createBudget, NO_LIMIT } from './session/budget.ts'
import { createReport, targetOf } from './report/create-report.ts'
import { streamEvents } from './event-queue.ts'
import { countMembers } from '../group/count-members.ts'
import { createGroupState, createShared, type GroupState } from '../group/group-state.ts'
import { indexInvariants } from '../judge/invariant-index.ts'
import { createContrast } from '../report/contrast.ts'
import type { RunEvent } from '../report/run-event.ts'
import { DEFAULT_IN_FLIGHT, type RunPlan } from './session/run-plan.ts'
import { tellWhile, weighCases } from './report/progress.ts'
import { endOfAnswersIn } from './lane/note-output.ts'
import type { Lane, Session } from './session/session.ts'
import { openConnection } from '../send/open-connection.ts'
import { groupsOf } from './lane/groups-of-run.ts'
import { superviseLanes, type Supervised } from './lane/supervise.ts'
import type { Supervision } from './lane/supervision.ts'

/**
 * Runs a plan and yields its events; the last event is the report. Closes the target at the end.
 * @throws an internal error, after leftovers are removed. Faults of the target never throw.
 */
export function run(plan: RunPlan): AsyncGenerator<RunEvent, void, undefined> {
  return streamEvents(plan.signal, async ({ signal, emit }) => {
    const startedAt = new Date().toISOString()
    const started = performance.now()
    const own = createSession({ ...plan, signal })
    const lanes = createLanes(plan)
    for (const { id } of groupsOf(lanes)) own.secrets.allow(id)
    const session = { ...own, budget: openBudget(plan, own, lanes) }
    emit({ type: 'start', ...targetOf(plan), seed: plan.seed, cases: plan.cases.length, lanes: lanes.length })
    try {
      await fireAll(plan, { session, lanes, started, startedAt, emit })
    } finally {
      await plan.target.close()
    }
  })
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

interface Starting {
  readonly session: Session
  readonly lanes: readonly Lane[]
  /** Start time on the monotonic clock, in milliseconds. */
  readonly started: number
  readonly startedAt: string
  readonly emit: (event: RunEvent) => void
}

async function fireAll(plan: RunPlan, { session, lanes, started, startedAt, emit }: Starting): Promise<void> {
  const telling = {
    every: plan.progressEvery,
    weighed: weighCases(plan, lanes, session.runs),
    lanes: lanes.length,
    session,
    members: () => countMembers(groupsOf(lanes)),
    emit,
  }
  const supervised = await tellWhile(telling, (tell) =>
    superviseAndLogOut({ plan, session, lanes, started, emit: tell }),
  )
  // Rounded up, so that no case ends after its run.
  const durationMs = Math.ceil(performance.now() - started)
  const endOfAnswers = await endOfAnswersIn(session.breaker, plan.outputIn)
  emit({ type: 'report', ...createReport(plan, { supervised, session, lanes, startedAt, durationMs, endOfAnswers }) })
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

/** The state that all lanes of a run share, before its first request. */
export function createSession(plan: Omit<RunPlan, 'cases' | 'groups' | 'level' | 'seed'>): Session {
  const { contract } = plan
  return {
    ...openConnection({ ...plan, tokenPath: contract.credentials?.tokenPath }),
    contract,
    validators: plan.validators,
    invariants: indexInvariants(plan.invariants),
    served: new Set(),
    recognitions: new Map(),
    causes: new Map(),
    refusedSetups: new Map(),
    acceptedTwins: new Set(),
    tolerated: new Set(),
    ledger: plan.ledger,
    runs: plan.runs,
    shrinking: plan.shrinking ?? SHRINKING,
    sideBySide: { most: plan.inFlight ?? DEFAULT_IN_FLIGHT, proven: 0, tried: new Set() },
    outcome: { hasPassed: false },
    onHint: plan.onHint,
    share: plan.share ?? { of: 1, part: 0 },
    budget: NO_LIMIT,
  }
}

/** A lane for each group of a plan; all share the other group. */
export function createLanes({ groups, otherGroup, cases, onFindings }: RunPlan): readonly Lane[] {
  const claimed = cases.flatMap(keysToWriteIn)
  const shared = createShared()
  const stateOf = (id: string): GroupState => createGroupState(id, claimed, shared)
  const other = otherGroup === undefined ? undefined : stateOf(otherGroup)
  const told = onFindings === undefined ? {} : { onFindings }
  const contrast = createContrast()
  return groups.map((id) => ({ group: stateOf(id), other, ...told, contrast }))
}
