import { isWithoutEffect } from '../plan/batch-form.ts'
import { drawCase } from '../plan/draw-case.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Attempt } from './attempt.ts'
import { isClear, runBatch } from './run-batch.ts'
import type { Running } from './run-case.ts'

/**
 * Runs rows of one declared case on one set-up, as a batch. Returns the attempts of rows without any doubt; every other row is to be run
 * alone.
 */
export async function runRows(
  rows: readonly PlannedCase[],
  { lane, session }: Running,
): Promise<ReadonlyMap<PlannedCase, Attempt>> {
  const shots = rows
    .map((planned) => ({ planned, drawn: drawCase(planned, session.contract) }))
    .filter(({ drawn }) => isWithoutEffect(drawn.steps, session.contract))
  if (shots.length < 2) return new Map()
  const batch = await runBatch(shots, { lane, session })
  if (batch === undefined || !isClear(batch.shared) || batch.accepted.length > 0) return new Map()
  return new Map(
    shots.flatMap(({ planned }, index): readonly (readonly [PlannedCase, Attempt])[] => {
      const attempt = batch.attempts[index]
      return attempt === undefined || !isClear(attempt) ? [] : [[planned, attempt]]
    }),
  )
}
