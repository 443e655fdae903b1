import type { Cause, Report, ReportedFinding, Result } from '../../src/report/report.ts'

/** The result that shows a cause, with the finding that it shows. */
export interface ShownResult {
  readonly result: Result
  readonly finding: ReportedFinding
}

/**
 * Returns the result that shows each cause: one that kept the exchange of a finding of its own. A case that shows it again alone comes
 * first, then the fewest requests before it, and a history comes last. Other results of the cause refer to it, so that evidence stands once
 * a cause.
 */
export function shownResults({
  causes,
  results,
}: Pick<Report, 'causes' | 'results'>): ReadonlyMap<string, ShownResult> {
  const byId = new Map(results.map((result) => [result.id, result]))
  return new Map(
    causes.flatMap((cause) => {
      const shown = shownResult(cause, byId)
      return shown === undefined ? [] : [[cause.id, shown] as const]
    }),
  )
}

function shownResult(cause: Cause, byId: ReadonlyMap<string, Result>): ShownResult | undefined {
  const all = cause.results.flatMap((id) => {
    const result = byId.get(id)
    if (result === undefined) return []
    return result.findings.filter((finding) => finding.cause === cause.id).map((finding) => ({ result, finding }))
  })
  const kept = all.filter(({ result, finding }) => result.exchanges[finding.exchange ?? -1] !== undefined)
  const own = kept.filter(({ finding }) => finding.follows !== true)
  return (own.length > 0 ? own : kept).toSorted(byUse)[0] ?? all[0]
}

function byUse(one: ShownResult, other: ShownResult): number {
  return hardToRepeat(one) - hardToRepeat(other) || effort(one) - effort(other)
}

/** 0 for a finding that its case alone shows again; more where that is less likely. */
function hardToRepeat({ finding, result }: ShownResult): number {
  return (finding.ofEarlierCase === true ? 2 : 0) + (result.flaky === true ? 1 : 0)
}

/** The requests that a reader follows to understand a finding. */
function effort({ result, finding }: ShownResult): number {
  const { steps = [] } = result.counterexample ?? {}
  return steps.length > 0 ? 1_000 + steps.length : (finding.exchange ?? 0)
}
