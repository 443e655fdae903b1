import type { Settings } from '../../config/settings.ts'
import { planFailed } from '../../plan/select/plan-failed.ts'
import type { RunFlags } from '../flags/flags.ts'
import { recordedFailures } from './note-last-run.ts'
import type { Planned } from '../plan/plan-from-flags.ts'
import type { WatchRound } from '../watch/watch-round.ts'

/** Puts the cases that failed before first, with the values of their failures; the rest keeps its order. */
export function failedFirst(
  planned: Planned,
  { failures, inOrder }: WatchRound,
  { flags, settings }: { readonly flags: RunFlags; readonly settings: Settings },
): Planned {
  if (inOrder) return planned
  const { contract } = planned.bundle
  const known = failures ?? recordedFailures(contract.name, { flags, settings })
  const first = planFailed(planned.cases, known, planned.planAt)
  const failed = new Set(first.map(({ id }) => id))
  return { ...planned, cases: [...first, ...planned.cases.filter(({ id }) => !failed.has(id))], failed: [...failed] }
}
