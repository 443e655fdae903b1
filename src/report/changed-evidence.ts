import { anyPosition } from './causes.ts'
import { byCause, type CauseChange, type ResultFinding, gatingIn } from './cause-change.ts'
import type { Report, ReportedFinding, Result } from './report.ts'

/**
 * The gating causes that stay in a case with other evidence, and those of a failing case that were elsewhere before. Values that are
 * drawn differ from seed to seed, so they are compared at one seed only.
 */
export function changedCauses(from: Report, to: Report): readonly CauseChange[] {
  const earlier = new Map(from.results.map((result) => [result.id, result]))
  const evidence = { earlier: textOf(from, to.seed), later: textOf(to, from.seed) }
  const causes = new Set(from.causes.map(({ id }) => id))
  const changes = new Map<string, ReportedFinding>()
  const changed = to.results.flatMap((result) => {
    const before = gatingOf(earlier.get(result.id), to.level)
    return before.length === 0 ? [] : changesIn(gatingIn(result, to.level), { before, evidence, causes, changes })
  })
  return byCause(changed).map((change) => {
    const was = changes.get(change.cause)
    return was === undefined ? change : { ...change, was: { message: was.message, at: was.at } }
  })
}

function gatingOf(result: Result | undefined, level: Report['level']): readonly ResultFinding[] {
  return result === undefined ? [] : gatingIn(result, level)
}

interface Comparing {
  readonly before: readonly ResultFinding[]
  readonly evidence: { readonly earlier: EvidenceText; readonly later: EvidenceText }
  /** The ids of all causes of the earlier run. */
  readonly causes: ReadonlySet<string>
  /** Receives the earlier finding of each changed cause. */
  readonly changes: Map<string, ReportedFinding>
}

function changesIn(
  found: readonly ResultFinding[],
  { before, evidence, causes, changes }: Comparing,
): readonly ResultFinding[] {
  const known = new Map(before.toReversed().map(({ finding }) => [finding.cause, finding]))
  const texts = new Set(before.map(({ finding }) => evidence.earlier(finding)))
  return found.filter(({ finding }) => {
    const was = known.get(finding.cause)
    // A cause that no case showed before is a regression.
    if (was === undefined) return causes.has(finding.cause)
    if (texts.has(evidence.later(finding))) return false
    if (!changes.has(finding.cause)) changes.set(finding.cause, was)
    return true
  })
}

type EvidenceText = (finding: ReportedFinding) => string

/** The part of a finding that is compared with the findings of a run with `otherSeed`. The address of the target is no part of it. */
function textOf({ target, seed }: Report, otherSeed: number): EvidenceText {
  return ({ cause, message, at, expected, actual }) => {
    const drawn = seed === otherSeed ? [message, expected, actual] : []
    const status = at === 'status' ? [expected, actual] : []
    return JSON.stringify([cause, anyPosition(at), ...drawn, ...status]).replaceAll(target, '')
  }
}
