import type { PlannedCase } from '../plan/planned-case.ts'
import { type Attempt, createAttempt } from './attempt.ts'
import { missingNeed } from './missing-need.ts'
import { createPending, type Pending } from './pending.ts'
import { discover } from '../group/discover.ts'
import { createSharedLock, type SharedLock } from './shared-lock.ts'
import type { Result, RunEvent } from '../report/report.ts'
import type { RunPlan } from './run-plan.ts'
import { runCase } from './run-case.ts'
import { runProperty } from './run-property.ts'
import type { Lane, Session } from './session.ts'
import { sweep } from '../group/sweep.ts'
import { toResult } from '../report/to-result.ts'

/** How many unexpected failures are tried a second time. */
const RETRIES = 10

export interface Supervision {
  readonly plan: RunPlan
  readonly session: Session
  readonly lanes: readonly Lane[]
  readonly emit: (event: RunEvent) => void
}

export interface Supervised {
  /** In the order of the plan. */
  readonly results: readonly Result[]
  /** The requirements whose expectations were judged. */
  readonly judged: ReadonlySet<string>
  /** What kept the run from starting, or ended it early. */
  readonly reason: string | undefined
  /** What the run put on the target and could not remove: group and key. */
  readonly leftBehind: readonly string[]
}

interface Progress {
  readonly pending: Pending
  readonly results: Map<string, Result>
  readonly judged: Set<string>
  readonly lock: SharedLock
  retries: number
  failed: number
  reason: string | undefined
}

/** Looks around, then lets each lane take case after case until none is left or something ends the run. */
export async function superviseLanes(supervision: Supervision): Promise<Supervised> {
  const { plan, lanes } = supervision
  const progress: Progress = {
    pending: createPending(plan.cases),
    results: new Map(),
    judged: new Set(),
    lock: createSharedLock(),
    retries: RETRIES,
    failed: 0,
    reason: undefined,
  }
  progress.reason = await lookAround(supervision)
  const errors: unknown[] = []
  const breakOff = (error: unknown): void => {
    errors.push(error)
    progress.reason ??= 'the run broke off'
  }
  // One lane's error ends the others after the case under way; and what they have left is taken away before it is thrown.
  if (progress.reason === undefined)
    await Promise.all(
      lanes.map((lane, index) => runLane(lane, index === 0, { ...supervision, progress }).catch(breakOff)),
    )
  const leftBehind = await sweepAll(supervision)
  if (errors.length > 0) throw errors[0]
  const results = plan.cases.flatMap(({ id }) => progress.results.get(id) ?? [])
  return { results, judged: progress.judged, reason: progress.reason, leftBehind }
}

async function lookAround({ lanes, session }: Supervision): Promise<string | undefined> {
  if (session.signal.aborted) return undefined
  for (const { group } of lanes) {
    const reason = await discover(group, session)
    if (reason !== undefined) return reason
  }
  const other = lanes[0]?.other
  return other === undefined ? undefined : discover(other, session)
}

/** After the last case, also of a run that was interrupted. */
async function sweepAll({ lanes, session }: Supervision): Promise<readonly string[]> {
  const [first] = lanes
  const groups = [...lanes.map(({ group }) => group), ...(first?.other === undefined ? [] : [first.other])]
  const left: string[] = []
  for (const group of groups) for (const key of await sweep(group, session)) left.push(`${key} in ${group.id}`)
  return left
}

interface Running extends Supervision {
  readonly progress: Progress
}

/** Cases that look at the other group run in the first lane only, so that no two of them meet there. */
async function runLane(lane: Lane, first: boolean, running: Running): Promise<void> {
  const { progress, session, plan, emit } = running
  while (progress.reason === undefined && !session.signal.aborted) {
    const planned = progress.pending.take((one) => first || one.given.otherAbsent.length === 0)
    if (planned === undefined) return
    emit({ type: 'case', id: planned.id, title: planned.title })
    const result = await tryCase(planned, lane, running)
    progress.results.set(planned.id, result)
    emit({ type: 'result', result })
    if (result.status === 'fail' || (result.status === 'warn' && plan.level === 'should')) progress.failed += 1
    if (plan.bail !== undefined && progress.failed >= plan.bail)
      progress.reason = `the run ended after ${progress.failed} failed case${progress.failed === 1 ? '' : 's'}, as asked`
    progress.reason ??= session.breaker.reason()
  }
}

async function tryCase(planned: PlannedCase, lane: Lane, { plan, session, progress }: Running): Promise<Result> {
  const started = performance.now()
  const missing = missingNeed(planned.needs, plan, lane)
  const attempt = missing === undefined ? await progress.lock.shared(() => fireCase(planned, lane, session)) : undefined
  const flaky = attempt === undefined ? false : await isFlaky(planned, { attempt, lane, session, progress })
  for (const requirement of attempt?.judged ?? []) progress.judged.add(requirement)
  return toResult(
    { planned, attempt: attempt ?? skipped(lane, missing), durationMs: performance.now() - started, flaky },
    {
      target: plan.target.name,
      secrets: session.secrets,
      seed: plan.seed,
      replayFlags: plan.replayFlags ?? '',
      verbose: plan.verbose === true,
    },
  )
}

function fireCase(planned: PlannedCase, lane: Lane, session: Session): Promise<Attempt> {
  return planned.property === undefined ? runCase(planned, { lane, session }) : runProperty(planned, { lane, session })
}

/** A property is tried again with the value that broke it; one that got as far as none, from the beginning. */
function fireAgain(planned: PlannedCase, { attempt, lane, session }: Omit<Retrying, 'progress'>): Promise<Attempt> {
  const example = attempt.counterexample?.example
  return example === undefined ? fireCase(planned, lane, session) : runCase(planned, { lane, session, example })
}

function skipped(lane: Lane, reason: string | undefined): Attempt {
  return { ...createAttempt(lane, []), skipped: reason }
}

interface Retrying {
  readonly attempt: Attempt
  readonly lane: Lane
  readonly session: Session
  readonly progress: Progress
}

/** A failure is tried once more, with no other lane at work: what then passes is flaky. */
async function isFlaky(planned: PlannedCase, { attempt, lane, session, progress }: Retrying): Promise<boolean> {
  const failed = attempt.findings.some(({ level }) => level === 'must')
  if (!failed || progress.retries === 0 || session.signal.aborted) return false
  progress.retries -= 1
  const again = await progress.lock.exclusive(() => fireAgain(planned, { attempt, lane, session }))
  return (
    again.skipped === undefined &&
    again.inconclusive === undefined &&
    !again.findings.some(({ level }) => level === 'must')
  )
}
