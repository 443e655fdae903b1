import { isWithoutEffect } from '../../plan/order/batch-form.ts'
import { drawCase } from '../../plan/draw/draw-case.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Attempt } from '../session/attempt.ts'
import { isClear, runBatch } from './run-batch.ts'
import { runCase, type Running } from './run-case.ts'
import { failuresTogether } from './suspects.ts'

/**
 * Runs declared cases, those without an effect on one set-up. A row with any doubt is run again alone. A failure that only the
 * batch shows is the result of its row.
 */
export async function runRows(
  rows: readonly PlannedCase[],
  running: Running,
): Promise<ReadonlyMap<PlannedCase, Attempt>> {
  const together = await runTogether(rows, running)
  const attempts = new Map<PlannedCase, Attempt>()
  for (const planned of rows) {
    const first = together.get(planned)
    if (running.session.signal.aborted && first === undefined) break
    if (first !== undefined && isClear(first.attempt, running.session)) attempts.set(planned, first.attempt)
    else attempts.set(planned, await runAgain(planned, first, running))
  }
  return attempts
}

/** The attempt at a row in a batch, and the failures that count without a second look. */
interface Together {
  readonly attempt: Attempt
  readonly failures: Attempt['findings']
}

async function runTogether(
  rows: readonly PlannedCase[],
  { lane, session }: Running,
): Promise<ReadonlyMap<PlannedCase, Together>> {
  const shots = rows
    .map((planned) => ({ planned, drawn: drawCase(planned, session.contract) }))
    .filter(({ drawn }) => isWithoutEffect(drawn.steps, session.contract))
  const batch = shots.length < 2 ? undefined : await runBatch(shots, { lane, session })
  if (batch === undefined || !isClear(batch.shared, session)) return new Map()
  return new Map(
    shots.flatMap(({ planned }, index): readonly (readonly [PlannedCase, Together])[] => {
      const attempt = batch.attempts[index]
      if (attempt === undefined || (batch.accepted.length > 0 && isClear(attempt, session))) return []
      return [[planned, { attempt, failures: [...failuresTogether(attempt, batch)] }]]
    }),
  )
}

/** Runs a row alone. Where the row then passes, the failures of the batch stay. */
async function runAgain(planned: PlannedCase, first: Together | undefined, running: Running): Promise<Attempt> {
  const alone = await runCase(planned, running)
  if (first === undefined || first.failures.length === 0 || !isClear(alone, running.session)) return alone
  return { ...first.attempt, findings: first.failures, passedAlone: true }
}
