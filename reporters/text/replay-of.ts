import type { Cause, ReportedFinding, Result } from '../../src/report/report.ts'
import { mayPassAlone, shownResults } from './shown-results.ts'
import { MAY_PASS_ALONE } from './wording.ts'

/** The command that repeats a finding of a result. */
export function replayOf({ replay }: Pick<ReportedFinding, 'replay'>, result: Pick<Result, 'replay'>): string {
  return replay ?? result.replay.command
}

/** A command that repeats a cause. */
export interface Replay {
  readonly command: string
  /** A caution, where the command may not show the cause again. */
  readonly caution?: string
}

/** The commands that repeat the finding that is shown of each cause, by the id of the cause. */
export function replaysOf(causes: readonly Cause[], results: readonly Result[]): ReadonlyMap<string, Replay> {
  const shown = shownResults({ causes, results })
  return new Map(
    [...shown].map(([id, one]) => [
      id,
      {
        command: replayOf(one.finding, one.result),
        ...(mayPassAlone(one) ? { caution: MAY_PASS_ALONE } : {}),
      },
    ]),
  )
}
