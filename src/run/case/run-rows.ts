import { isWithoutEffect } from '../../plan/order/batch-form.ts'
import { drawCase } from '../../plan/draw/draw-case.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Attempt } from '../session/attempt.ts'
import { isClear, runBatch } from './run-batch.ts'
import { reasonToSkip, runCase, type CaseContext } from './run-case.ts'
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
  const alone = new Map<PlannedCase, Attempt>()
  for (const planned of doubtful.toSorted((one, other) => doubtAt(together.get(other)) - doubtAt(together.get(one)))) {
    if (context.session.signal.aborted && !together.has(planned)) break
    alone.set(planned, await runCase(planned, context))
  }
  const shown = changesIn([...alone.values()])
  for (const [planned, attempt] of alone)
    attempts.set(planned, keptAttempt(attempt, together.get(planned), { shown, context }))
  return attempts
}

/** The causes of changes of the group that rows show alone. */
function changesIn(attempts: readonly Attempt[]): ReadonlySet<string> {
  const findings = attempts.flatMap((attempt) => attempt.findings)
  return new Set(findings.flatMap(({ kind, cause }) => (kind === 'unchanged' ? [cause] : [])))
}

/** The likelihood that a row fails alone: that of a batch that shows nothing of it, or a warning, is the least likely. */
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
    // A member from before the run under the key of one row is no reason to run all others alone.
    .filter((planned) => reasonToSkip(planned, lane) === undefined)
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

/**
 * The result of a row that was run alone after a batch. Where the row passes, the failures of the batch stay, but for a change of the group that
 * another row shows alone: both snapshots stand around all rows.
 */
function keptAttempt(
  alone: Attempt,
  first: Together | undefined,
  { shown, context }: { readonly shown: ReadonlySet<string>; readonly context: CaseContext },
): Attempt {
  if (first === undefined || !isClear(alone, context.session)) return alone
  const findings = first.failures.filter(({ kind, cause }) => kind !== 'unchanged' || !shown.has(cause))
  return findings.length === 0 ? alone : { ...first.attempt, findings, passedAlone: true }
}
