import type { Contract } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { TOOL } from '../source/tool.ts'
import { staleSentence } from './judge-baseline.ts'
import type { BaselineReport } from './baseline-report.ts'
import type { BudgetLimit } from './budget-report.ts'
import type { Report } from './report.ts'
import { type EndOfAnswers, reportUnanswered } from './report-unanswered.ts'
import { aboutCases, countTotals, decideVerdict, INTERRUPTED, notReached } from './verdict.ts'

/** A run that has ended, of cases or of laws. */
export interface EndedRun extends Pick<
  Report,
  'target' | 'embedded' | 'seed' | 'level' | 'startedAt' | 'durationMs' | 'results'
> {
  readonly contract: Contract
  /** The selected cases. */
  readonly cases: readonly PlannedCase[]
  /** The reason why the run did not start, or ended early. */
  readonly reason: string | undefined
  readonly interrupted: boolean
  readonly budget: BudgetLimit | undefined
  /** True where the budget left out a part. */
  readonly cut: boolean
  /** The members that the run created and could not remove. */
  readonly leftBehind: readonly string[]
  readonly endOfAnswers: EndOfAnswers
  readonly secrets: Secrets
  readonly baseline: BaselineReport | undefined
}

/** The conclusion of an ended run. */
interface Conclusion {
  readonly decided: Pick<Report, 'verdict' | 'reason'>
  /** The budget, where it alone ended the run. */
  readonly cutBy: BudgetLimit | undefined
  /** The ids of selected cases without a result. */
  readonly open: readonly string[]
  /** The reason for an early end, an interruption included. */
  readonly endedBy: string | undefined
}

/** Concludes a run: its verdict, and what it has left out. */
export function concludeRun(ended: EndedRun): Conclusion {
  const { cases, contract, results, level, interrupted, reason, leftBehind, baseline } = ended
  const cutBy = ended.cut && reason === undefined && !interrupted ? ended.budget : undefined
  return {
    decided: decideVerdict({
      results,
      about: aboutCases(cases, contract),
      level,
      interrupted,
      reason,
      leftBehind,
      cutBy,
      stale: baseline === undefined ? undefined : staleSentence(baseline),
    }),
    cutBy,
    open: notReached(cases, results).map(({ id }) => id),
    endedBy: reason ?? (interrupted ? INTERRUPTED : undefined),
  }
}

/** The parts of a report in which runs of cases and of laws differ. */
interface OwnParts extends Pick<Report, 'verdict' | 'reason' | 'causes' | 'requirements'> {
  readonly traffic: Pick<Report, 'requests' | 'times' | 'notes'>
  readonly budget: Pick<Report, 'budget'>
  readonly shard?: Pick<Report, 'shard'>
  readonly onlyRead?: Pick<Report, 'onlyRead'>
}

/** Puts a report together from an ended run, its conclusion and the parts of its own. */
export function assembleReport(
  ended: EndedRun,
  { cutBy, open }: Conclusion,
  { traffic, budget, shard, onlyRead, causes, requirements, ...decided }: OwnParts,
): Report {
  const { contract, interrupted, leftBehind, baseline, results } = ended
  return {
    reportVersion: 1,
    tool: { name: TOOL.name, version: TOOL.version },
    contract: nameOf(contract),
    target: ended.target,
    ...(ended.embedded === true ? { embedded: true } : {}),
    startedAt: ended.startedAt,
    durationMs: ended.durationMs,
    seed: ended.seed,
    ...shard,
    level: ended.level,
    ...decided,
    ...(interrupted ? { interrupted } : {}),
    ...(leftBehind.length > 0 ? { leftBehind } : {}),
    ...onlyRead,
    ...(cutBy === undefined && open.length > 0 ? { notReached: open } : {}),
    ...unansweredIn(ended),
    ...budget,
    ...(baseline === undefined ? {} : { baseline }),
    causes,
    totals: countTotals(results),
    ...traffic,
    requirements,
    results,
  }
}

function nameOf({ name, version, asOf }: Contract): Report['contract'] {
  return { name, version, ...(asOf === undefined ? {} : { asOf }) }
}

/** The first request that the target left without an answer; of use only in the report of a run that ended early. */
function unansweredIn({ reason, endOfAnswers, target, secrets }: EndedRun): ReturnType<typeof reportUnanswered> {
  return reason === undefined ? {} : reportUnanswered(endOfAnswers, { target, secrets })
}
