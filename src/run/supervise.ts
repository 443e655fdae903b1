import { BATCH } from '../plan/batch-form.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { usesOtherGroup } from '../plan/writes.ts'
import type { Result } from '../report/report.ts'
import { type Attempt, createAttempt } from './attempt.ts'
import { conclude } from './conclude-case.ts'
import { affordableCount, fits, type Tried, unmetIn, withReserved } from './cut.ts'
import { doWork } from './do-work.ts'
import { discoverGroups, sweepAll } from './groups-of-run.ts'
import { missingNeed } from './missing-need.ts'
import { finishProperty, type PropertyRun } from './run-property.ts'
import type { Lane } from './session.ts'
import { createProgress, type Running, type Supervision } from './supervision.ts'
import type { Work } from './pending.ts'
import { takeShared } from './take-shared.ts'

/** The outcome of all cases. */
export interface Supervised {
  /** In the order of the plan. */
  readonly results: readonly Result[]
  /** The ids of the results in the order in which the cases ended. */
  readonly ended: readonly string[]
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
  /** The needs that are not met, by the ids of cases. */
  readonly unmet: ReadonlyMap<string, string>
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
    ended: [...progress.results.keys()],
    judged: progress.judged,
    violated: progress.violated,
    reason: progress.reason,
    leftBehind,
    cut: progress.cut,
    tried: progress.tried,
    unmet: unmetIn(plan, lanes),
  }
}

/** A property whose last values were not tried has a result too, if any value was tried. */
async function concludeUnfinished(run: PropertyRun, running: Running): Promise<void> {
  if (run.tried === 0) return
  const { planned } = run
  const attempt = await finishProperty(run)
  await conclude({ planned, attempt }, run.running.lane, running)
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
    // Another lane may have set requests aside that it does not need.
    for (let released; !fits(work.planned, session) && (released = session.budget.released());) await released
    if (progress.cut || !fits(work.planned, session)) {
      progress.cut = true
      return
    }
    const missing = missingNeed(work.planned.needs, plan, lane)
    const further = missing === undefined ? affordableCount(work.planned, session, BATCH) - 1 : 0
    // Without a passed case, nothing may be readable: the cases of a batch would all be sent again alone.
    const joins = (planned: PlannedCase): boolean =>
      session.outcome.hasPassed || planned.template === work.planned.template
    const isLeft = (planned: PlannedCase): boolean =>
      !mayRun(planned) || missingNeed(planned.needs, plan, lane) !== undefined
    const sharing = { pending: progress.pending, contract: session.contract, joins, isLeft }
    const works: [Work, ...Work[]] = [work, ...takeShared(work, further, sharing)]
    for (const { id, title } of new Set(works.map(({ planned }) => planned))) emit({ type: 'case', id, title })
    const started = performance.now()
    const ended =
      missing === undefined
        ? await withReserved(reservedFor(works), session, () =>
            progress.lock.shared(() => doWork(works, { lane, session, properties: progress.properties })),
          )
        : [{ planned: work.planned, attempt: skipped(lane, missing) }]
    const worked = ended.length === 0 ? [work.planned.id] : ended.map(({ planned }) => planned.id)
    progress.times.note(worked, started)
    for (const one of ended) await conclude(one, lane, running)
    for (const { planned } of ended) progress.tried.set(planned.id, 'all')
    const isOpen = !progress.pending.isEmpty() || progress.properties.size > 0
    if (isOpen && session.budget.isUsed()) progress.cut = true
  }
}

function skipped(lane: Lane, reason: string | undefined): Attempt {
  return { ...createAttempt(lane, []), skipped: reason }
}

/** The requests of declared cases are set aside together; a property sets aside those of each batch. */
function reservedFor([first, ...others]: readonly [Work, ...Work[]]): {
  readonly planned: PlannedCase
  readonly count: number
} {
  const { planned } = first
  return { planned, count: planned.property === undefined ? 1 + others.length : 0 }
}
