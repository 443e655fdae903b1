import type { PlannedCase } from '../plan/planned-case.ts'
import type { Attempt } from './attempt.ts'
import type { Work } from './pending.ts'
import { runCase } from './run-case.ts'
import { continueProperty, finishProperty, type PropertyRun, startProperty } from './run-property.ts'
import { runRows } from './run-rows.ts'
import type { Lane, Session } from './session.ts'
import { withholdUnrecognised } from './withhold-unrecognised.ts'

/** A case that has ended. */
export interface Ended {
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

/** Does the work of a lane: a portion of a property, or declared rows that may share a set-up. Returns the cases that have ended. */
export async function doWork(
  { planned, from, to }: Work,
  rows: readonly PlannedCase[],
  working: Working,
): Promise<readonly Ended[]> {
  const { session } = working
  const ended =
    planned.property === undefined
      ? await fireRows([planned, ...rows], working)
      : await fireProperty({ planned, from, to }, working)
  for (const one of ended) await withholdUnrecognised(one.planned, one.attempt, session)
  return ended
}

async function fireRows(rows: readonly PlannedCase[], { lane, session }: Working): Promise<readonly Ended[]> {
  const [first, ...others] = rows
  if (first !== undefined && others.length === 0)
    return [{ planned: first, attempt: await runCase(first, { lane, session }) }]
  return [...(await runRows(rows, { lane, session }))].map(([planned, attempt]) => ({ planned, attempt }))
}

async function fireProperty(
  { planned, from, to }: Work,
  { lane, session, properties }: Working,
): Promise<readonly Ended[]> {
  const run = properties.get(planned.id) ?? (await startProperty(planned, { lane, session }))
  properties.set(planned.id, run)
  run.examples?.startAt(to === undefined ? 0 : from)
  await continueProperty(run, to)
  if (!run.ended) return []
  properties.delete(planned.id)
  return [{ planned, attempt: await finishProperty(run) }]
}
