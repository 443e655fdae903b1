import { isGating } from '../report/gating.ts'
import { BATCH } from '../plan/batch-form.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { type Attempt, createAttempt } from './attempt.ts'
import { fits, roomFor, type Tried, unmetIn } from './cut.ts'
import { doWork, type Ended, type PropertyRuns } from './do-work.ts'
import { missingNeed } from './missing-need.ts'
import { createPending, type Pending } from './pending.ts'
import type { GroupState } from '../group/group-state.ts'
import { discover } from '../group/discover.ts'
import { type Judged, mergeJudged } from './judged.ts'
import { finishProperty, type PropertyRun } from './run-property.ts'
import { noteOutput } from './note-output.ts'
import { createSharedLock } from './shared-lock.ts'
import { compileBaseline, type KnownBy } from '../report/baseline.ts'
import { markKnown } from '../report/mark-known.ts'
import type { Result, RunEvent } from '../report/report.ts'
import type { RunPlan } from './run-plan.ts'
import { isFlaky, RETRIES, type RetryBudget } from './retry.ts'
import type { Lane, Session } from './session.ts'
import { withholdContested, withholdFromOtherRun } from './withhold-contested.ts'
import { maskText } from '../secrets/evidence.ts'
import { sweep } from '../group/sweep.ts'
import { createEvidenceBudget, type EvidenceBudget } from '../report/evidence-budget.ts'
import { usesOtherGroup } from '../plan/writes.ts'
import { takeShared } from './take-shared.ts'
import { toResult } from '../report/to-result.ts'
import { withKeptMember } from '../report/kept-finding.ts'
import type { KeptMember } from '../group/kept-member.ts'
import { createUnreadableAnswers, type UnreadableAnswers } from './unreadable-answers.ts'
import { createWorkTimes, type WorkTimes } from './work-times.ts'

/** A plan, the lanes that run it, and the receiver of its events. */
export interface Supervision {
  readonly plan: RunPlan
  readonly session: Session
  readonly lanes: readonly Lane[]
  /** The start of the run, as a time of `performance.now()`. */
  readonly started: number
  readonly emit: (event: RunEvent) => void
}

/** The outcome of all cases. */
export interface Supervised {
  /** In the order of the plan. */
  readonly results: readonly Result[]
  readonly judged: ReadonlyMap<string, ReadonlySet<string>>
  readonly violated: ReadonlyMap<string, ReadonlySet<string>>
  /** The reason why the run did not start, or ended early. */
  readonly reason: string | undefined
  /** Members that the run created and could not remove, each as `KEY in GROUP`. */
  readonly leftBehind: readonly string[]
  /** True where the budget left out a part of the plan. */
  readonly cut: boolean
  /** The rows that were fired, with the indexes of their tried values. */
  readonly tried: ReadonlyMap<string, Tried>
  /** The ids of cases whose needs are not met. */
  readonly unmet: ReadonlySet<string>
}

interface Progress extends RetryBudget {
  readonly pending: Pending
  readonly results: Map<string, Result>
  /** Properties under way, by id. */
  readonly properties: PropertyRuns
  readonly judged: Judged
  readonly violated: Judged
  readonly times: WorkTimes
  readonly unreadable: UnreadableAnswers
  readonly evidence: EvidenceBudget
  readonly knownBy: KnownBy
  /** Failed cases so far. */
  failed: number
  /** True once the budget has no room for the next portion. */
  cut: boolean
  /** The rows that were fired, with the indexes of their tried values. */
  readonly tried: Map<string, Tried>
  /** The id of the last case that wrote a member, by group and key. */
  readonly writers: Map<string, string>
  reason: string | undefined
}

/**
 * Discovers the groups, runs the cases in their lanes and removes leftovers.
 * @throws the first internal error of a lane, after the other lanes have stopped and leftovers are removed.
 */
export async function superviseLanes(supervision: Supervision): Promise<Supervised> {
  const { plan, lanes } = supervision
  const progress = createProgress(supervision, await discoverGroups(supervision))
  const errors: unknown[] = []
  const abort = (error: unknown): void => {
    errors.push(error)
    progress.reason ??= 'aborted by an internal error'
  }
  if (progress.reason === undefined)
    await Promise.all(lanes.map((lane, index) => runLane(lane, index === 0, { ...supervision, progress }).catch(abort)))
  for (const { planned, examples } of progress.properties.values())
    if (examples !== undefined) progress.tried.set(planned.id, examples.taken)
  for (const run of progress.properties.values()) await concludeUnfinished(run, { ...supervision, progress })
  const leftBehind = await sweepAll({ ...supervision, progress })
  if (errors.length > 0) throw errors[0]
  const results = plan.cases.flatMap(({ id }) => progress.results.get(id) ?? [])
  return {
    results,
    judged: progress.judged,
    violated: progress.violated,
    reason: progress.reason,
    leftBehind,
    cut: progress.cut,
    tried: progress.tried,
    unmet: unmetIn(plan, lanes),
  }
}

function createProgress(
  { plan: { cases, order, baseline }, started }: Supervision,
  reason: string | undefined,
): Progress {
  return {
    pending: createPending(cases, order),
    results: new Map(),
    properties: new Map(),
    judged: new Map(),
    violated: new Map(),
    times: createWorkTimes(started),
    unreadable: createUnreadableAnswers(),
    evidence: createEvidenceBudget(),
    knownBy: compileBaseline(baseline),
    lock: createSharedLock(),
    retries: RETRIES,
    failed: 0,
    cut: false,
    tried: new Map(),
    writers: new Map(),
    reason,
  }
}

/** Records the members that exist before the run. Returns the reason why the run cannot start. */
async function discoverGroups({ lanes, session }: Supervision): Promise<string | undefined> {
  if (session.signal.aborted) return undefined
  for (const { group } of lanes) {
    const reason = await discover(group, session)
    if (reason !== undefined) return reason
  }
  const other = lanes[0]?.other
  return other === undefined ? undefined : discover(other, session)
}

/** Removes leftovers after the last case, also of an interrupted run. Returns the members that remain. */
async function sweepAll(running: Running): Promise<readonly string[]> {
  const { lanes, session } = running
  const left: string[] = []
  for (const group of groupsOf(lanes)) {
    const { keys, kept } = await sweep(group, session)
    for (const key of keys) left.push(`${key} in ${group.id}`)
    for (const member of kept) tellKept(member, running)
  }
  return left
}

/** Adds the finding about a kept member to the last case that wrote the member. Another run may have created it anew. */
function tellKept(member: KeptMember, { plan, session, progress, emit }: Running): void {
  const result = progress.results.get(progress.writers.get(placeOf(member)) ?? '')
  if (result === undefined || plan.otherRun?.(member.group) !== undefined) return
  const { contract, secrets } = session
  const { known: _, ...unmarked } = withKeptMember(result, member, { contract, secrets, target: plan.target.name })
  const told = markKnown(unmarked, progress.knownBy, plan.level)
  progress.results.set(told.id, told)
  emit({ type: 'result', result: told })
}

function placeOf({ group, key }: Pick<KeptMember, 'group' | 'key'>): string {
  return `${group} ${key}`
}

/** A property whose last values were not tried has a result too, if any value was tried. */
async function concludeUnfinished(run: PropertyRun, running: Running): Promise<void> {
  if (run.tried === 0) return
  const { planned } = run
  const attempt = await finishProperty(run)
  await conclude({ planned, attempt }, run.running.lane, running)
}

/** The groups of all lanes, then the other group that they share. */
export function groupsOf(lanes: readonly Lane[]): readonly GroupState[] {
  const [first] = lanes
  return [...lanes.map(({ group }) => group), ...(first?.other === undefined ? [] : [first.other])]
}

interface Running extends Supervision {
  readonly progress: Progress
}

/** Runs cases until none is left or the run ends. Only the first lane runs cases that use the other group, which all lanes share. */
async function runLane(lane: Lane, first: boolean, running: Running): Promise<void> {
  const { progress, session, plan, emit } = running
  const mayRun = (planned: PlannedCase): boolean => {
    const under = progress.properties.get(planned.id)
    return (
      !progress.results.has(planned.id) &&
      (under === undefined ? first || !usesOtherGroup(planned) : under.running.lane === lane)
    )
  }
  while (progress.reason === undefined && !session.signal.aborted) {
    const work = progress.pending.take(mayRun)
    if (work === undefined) return
    if (progress.cut || !fits(work.planned, session)) {
      progress.cut = true
      return
    }
    const missing = missingNeed(work.planned.needs, plan, lane)
    const further = missing === undefined ? roomFor(work.planned, session, BATCH) - 1 : 0
    // Where no case has passed, nothing may be readable: the cases of a batch would all be sent again alone.
    const joins = (planned: PlannedCase): boolean =>
      session.outcome.hasPassed || planned.template === work.planned.template
    const isLeft = (planned: PlannedCase): boolean =>
      !mayRun(planned) || missingNeed(planned.needs, plan, lane) !== undefined
    const sharing = { pending: progress.pending, contract: session.contract, joins, isLeft }
    const works = [work, ...takeShared(work, further, sharing)]
    for (const { id, title } of new Set(works.map(({ planned }) => planned))) emit({ type: 'case', id, title })
    const started = performance.now()
    const ended =
      missing === undefined
        ? await progress.lock.shared(() => doWork(works, { lane, session, properties: progress.properties }))
        : [{ planned: work.planned, attempt: skipped(lane, missing) }]
    const worked = ended.length === 0 ? [work.planned.id] : ended.map(({ planned }) => planned.id)
    progress.times.note(worked, started)
    for (const one of ended) await conclude(one, lane, running)
    for (const { planned } of ended) progress.tried.set(planned.id, 'all')
    const isOpen = !progress.pending.isEmpty() || progress.properties.size > 0
    if (isOpen && session.budget.isUsed()) progress.cut = true
  }
}

/** Reports the result of a case, and decides whether the run goes on. */
async function conclude(ended: Ended, lane: Lane, running: Running): Promise<void> {
  const { progress, session, plan, emit } = running
  const result = await resultOf(ended, lane, running)
  if (isCutOff(result, session)) return
  progress.results.set(result.id, result)
  emit({ type: 'result', result })
  session.outcome.hasPassed ||= result.status === 'pass'
  if (result.findings.some((finding) => isGating(finding, plan.level))) progress.failed += 1
  if (plan.bail !== undefined && progress.failed >= plan.bail)
    progress.reason ??= `stopped by --bail after ${progress.failed} failed case${progress.failed === 1 ? '' : 's'}`
  progress.reason ??= brokenOff(session) ?? progress.unreadable.reason()
}

/** True if the interruption alone left the case without a verdict: the case then counts as not reached. */
function isCutOff({ status, findings }: Result, { signal }: Session): boolean {
  return signal.aborted && status === 'inconclusive' && findings.every(({ level }) => level === 'observe')
}

/** The reason to end a run whose target stopped answering. A path may hold a secret. */
function brokenOff({ breaker, secrets }: Session): string | undefined {
  const reason = breaker.reason()
  return reason === undefined ? undefined : maskText(reason, secrets)
}

async function resultOf(
  { planned, attempt }: Ended,
  lane: Lane,
  { plan, session, lanes, progress }: Running,
): Promise<Result> {
  const contested = withholdFromOtherRun(attempt, plan)
  const started = performance.now()
  const { knownBy } = progress
  const passedAgain = !contested && (await isFlaky(planned, { attempt, lane, session, knownBy, budget: progress }))
  const flaky = passedAgain && !withholdContested(attempt)
  progress.unreadable.note(attempt)
  for (const key of attempt.touched) progress.writers.set(placeOf({ group: lane.group.id, key }), planned.id)
  const times = progress.times.of(planned.id, performance.now() - started)
  await noteOutput(attempt, plan.outputIn, session.causes)
  for (const cause of new Set(attempt.findings.map((finding) => finding.cause)))
    session.causes.set(cause, (session.causes.get(cause) ?? 0) + 1)
  mergeJudged(progress.judged, attempt.judged)
  mergeJudged(progress.violated, attempt.violated)
  const result = toResult(
    { planned, attempt, times: { lane: lanes.indexOf(lane) + 1, ...times }, flaky },
    {
      target: plan.target.name,
      secrets: session.secrets,
      seed: planned.drawnAt ?? plan.seed,
      command: plan.command ?? 'conform',
      replayFlags: plan.replayFlags ?? '',
      verbose: plan.verbose === true,
      evidence: progress.evidence,
    },
  )
  return markKnown(result, knownBy, plan.level)
}

function skipped(lane: Lane, reason: string | undefined): Attempt {
  return { ...createAttempt(lane, []), skipped: reason }
}
