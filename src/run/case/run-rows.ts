import { isWithoutEffect } from '../../plan/order/batch-form.ts'
import { drawCase } from '../../plan/draw/draw-case.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Attempt } from '../session/attempt.ts'
import { isClear, runBatch } from './run-batch.ts'
import { runCase, type CaseContext } from './run-case.ts'
import { doubtOf, failuresTogether } from './suspects.ts'

/**
 * Runs declared cases, those without an effect on one set-up. A row with any doubt is run again alone, the likeliest to fail first. A
 * failure that only the batch shows is the result of its row.
 */
export async function runRows(
  rows: readonly PlannedCase[],
  context: CaseContext,
): Promise<ReadonlyMap<PlannedCase, Attempt>> {
  const together = await runTogether(rows, context)
  const attempts = new Map<PlannedCase, Attempt>()
  const doubtful: PlannedCase[] = []
  for (const planned of rows) {
    const first = together.get(planned)
    if (first !== undefined && isClear(first.attempt, context.session)) attempts.set(planned, first.attempt)
    else doubtful.push(planned)
  }
  for (const planned of doubtful.toSorted((one, other) => doubtAt(together.get(other)) - doubtAt(together.get(one)))) {
    const first = together.get(planned)
    if (context.session.signal.aborted && first === undefined) break
    attempts.set(planned, await runAgain(planned, first, context))
  }
  return attempts
}

/** How likely a row is to fail alone: that of a batch that shows nothing of it, or a warning, is the least likely. */
function doubtAt(together: Together | undefined): number {
  return together === undefined ? 0 : doubtOf(together.attempt, { isAccepted: together.isAccepted })
}

/** The attempt at a row in a batch, and the failures that count without a second look. */
interface Together {
  readonly attempt: Attempt
  /** True for a write that the target accepted instead of refusing it. */
  readonly isAccepted: boolean
  readonly failures: Attempt['findings']
}

async function runTogether(
  rows: readonly PlannedCase[],
  { lane, session }: CaseContext,
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
      const isAccepted = batch.accepted.includes(index)
      return [[planned, { attempt, isAccepted, failures: [...failuresTogether(attempt, batch)] }]]
    }),
  )
}

/** Runs a row alone. Where the row then passes, the failures of the batch stay. */
async function runAgain(planned: PlannedCase, first: Together | undefined, context: CaseContext): Promise<Attempt> {
  const alone = await runCase(planned, context)
  if (first === undefined || first.failures.length === 0 || !isClear(alone, context.session)) return alone
  return { ...first.attempt, findings: first.failures, passedAlone: true }
}
