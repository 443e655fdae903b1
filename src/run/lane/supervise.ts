import type { Result } from '../../report/report.ts'
import { conclude } from './conclude-case.ts'
import { type TriedValues, unmetIn } from '../session/cut.ts'
import { discoverGroups, sweepAll } from './groups-of-run.ts'
import { runLane } from './run-lane.ts'
import { finishProperty, type PropertyRun } from '../case/run-property.ts'
import { createRunState, type SupervisedRun, type Supervision } from './supervision.ts'

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
  readonly tried: ReadonlyMap<string, TriedValues>
  /** The needs that are not met, by the ids of cases. */
  readonly unmet: ReadonlyMap<string, string>
}

/**
 * Discovers the groups, runs the cases in their lanes and removes leftovers.
 * @throws the first internal error of a lane, after the other lanes have stopped and leftovers are removed.
 */
export async function superviseLanes(supervision: Supervision): Promise<Supervised> {
  const { plan, lanes } = supervision
  const state = createRunState(supervision, await discoverGroups(supervision))
  const errors: unknown[] = []
  const abort = (error: unknown): void => {
    errors.push(error)
    state.reason ??= 'aborted by an internal error'
  }
  if (state.reason === undefined)
    await Promise.all(lanes.map((lane) => runLane(lane, { ...supervision, state }).catch(abort)))
  for (const { planned, examples } of state.properties.values())
    if (examples !== undefined) state.tried.set(planned.id, examples.taken)
  // After an internal error nothing more is sent but the clean-up.
  for (const run of errors.length === 0 ? state.properties.values() : [])
    await concludeUnfinished(run, { ...supervision, state }).catch(abort)
  const leftBehind = await sweepAll({ ...supervision, state })
  if (errors.length > 0) throw errors[0]
  const results = plan.cases.flatMap(({ id }) => state.results.get(id) ?? [])
  return {
    results,
    ended: [...state.results.keys()],
    judged: state.judged,
    violated: state.violated,
    reason: state.reason,
    leftBehind,
    cut: state.cut,
    tried: state.tried,
    unmet: unmetIn(plan, lanes),
  }
}

/** A property whose last values were not tried has a result too, if any value was tried. */
async function concludeUnfinished(run: PropertyRun, running: SupervisedRun): Promise<void> {
  if (run.tried === 0) return
  const { planned } = run
  const attempt = await finishProperty(run)
  await conclude({ planned, attempt }, run.context.lane, running)
}
