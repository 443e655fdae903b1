import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Attempt } from '../session/attempt.ts'
import type { Work } from '../session/pending.ts'
import { runCase } from '../case/run-case.ts'
import { continueProperty, finishProperty, type PropertyRun, startProperty } from '../case/run-property.ts'
import { runRows } from '../case/run-rows.ts'
import type { Lane, Session } from '../session/session.ts'
import { withholdUnrecognised } from '../case/withhold-unrecognised.ts'

/** A case that has ended. */
export interface EndedCase {
  readonly planned: PlannedCase
  readonly attempt: Attempt
}

/** The properties under way, by the id of their row. */
export type PropertyRuns = Map<string, PropertyRun>

/** The place of work, and what is under way there. */
export interface Working {
  readonly lane: Lane
  readonly session: Session
  readonly properties: PropertyRuns
}

/** Does the work of a lane: portions of a property, or declared cases that may share a set-up. Returns the cases that have ended. */
export async function doWork(works: readonly Work[], working: Working): Promise<readonly EndedCase[]> {
  const { session } = working
  const [first] = works
  const cases = works.map(({ planned }) => planned)
  const ended =
    first?.planned.property === undefined
      ? await fireRows(cases, working)
      : await fireProperty(first.planned, works, working)
  for (const one of ended) await withholdUnrecognised(one.planned, one.attempt, session)
  return ended
}

async function fireRows(rows: readonly PlannedCase[], { lane, session }: Working): Promise<readonly EndedCase[]> {
  const [first, ...others] = rows
  if (first !== undefined && others.length === 0)
    return [{ planned: first, attempt: await runCase(first, { lane, session }) }]
  return [...(await runRows(rows, { lane, session }))].map(([planned, attempt]) => ({ planned, attempt }))
}

async function fireProperty(
  planned: PlannedCase,
  portions: readonly Work[],
  { lane, session, properties }: Working,
): Promise<readonly EndedCase[]> {
  const run = properties.get(planned.id) ?? (await startProperty(planned, { lane, session }))
  properties.set(planned.id, run)
  const spans = portions.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }]))
  // A portion without an end is all that is left, also below it.
  run.examples?.aimAt(spans.length === portions.length ? spans : undefined)
  await continueProperty(run)
  if (!run.ended) return []
  properties.delete(planned.id)
  return [{ planned, attempt: await finishProperty(run) }]
}
