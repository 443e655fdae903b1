import { hardToRepeat } from './effort.ts'
import { isGating } from './gating.ts'
import type { Report, ReportedFinding, Result } from './report.ts'

/** A cause, and the cases in which it appeared, vanished or changed. */
export interface CauseChange {
  readonly cause: string
  readonly requirement: string
  readonly level: ReportedFinding['level']
  /** The message of the first finding: of the later run, for a mended cause of the earlier run. */
  readonly message: string
  /** The place of the first finding. */
  readonly at: string
  readonly cases: readonly string[]
  /** The command that fires the first case again, for a cause of the later run. */
  readonly replay?: string
  /** For changed evidence: message and place in the earlier run. */
  readonly was?: { readonly message: string; readonly at: string }
}

/** A finding of a result. */
export interface ResultFinding {
  readonly result: Result
  readonly finding: ReportedFinding
}

/** The findings that gate at a level, whether a baseline knows them or not. */
export function gatingIn(result: Result, level: Report['level']): readonly ResultFinding[] {
  return result.findings.flatMap((finding) => {
    const { coming } = finding
    const gates = isGating({ level: finding.level, ...(coming === undefined ? {} : { coming }) }, level)
    return gates ? [{ result, finding }] : []
  })
}

/** Groups findings by cause, the cause with the most cases first. */
export function byCause(found: readonly ResultFinding[]): readonly CauseChange[] {
  const groups = new Map<string, ResultFinding[]>()
  for (const one of found) {
    const group = groups.get(one.finding.cause)
    if (group === undefined) groups.set(one.finding.cause, [one])
    else group.push(one)
  }
  return [...groups.values()].map(changeOf).toSorted((one, other) => other.cases.length - one.cases.length)
}

function changeOf(group: readonly ResultFinding[]): CauseChange {
  const [{ finding, result }] = group.toSorted(byRepeatability) as [ResultFinding]
  const { cause, requirement, level, message, at } = finding
  const cases = [...new Set(group.map((one) => one.result.id))]
  return { cause, requirement, level, message, at, cases, replay: finding.replay ?? result.replay.command }
}

function byRepeatability(one: ResultFinding, other: ResultFinding): number {
  return hardToRepeat(one.finding, one.result) - hardToRepeat(other.finding, other.result)
}
