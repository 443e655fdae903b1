import type { Cause, ReportedFinding, Result } from '../../src/report/report.ts'

/** The command that repeats a finding of a result. */
export function replayOf({ replay }: Pick<ReportedFinding, 'replay'>, result: Pick<Result, 'replay'>): string {
  return replay ?? result.replay.command
}

/** The commands that repeat the first finding of each cause, by the id of the cause. */
export function replaysOf(causes: readonly Cause[], results: readonly Result[]): ReadonlyMap<string, string> {
  const byId = new Map(results.map((result) => [result.id, result]))
  return new Map(
    causes.flatMap(({ id, first }) => {
      const result = byId.get(first)
      const own = result?.findings.filter(({ cause }) => cause === id) ?? []
      const finding =
        own.find(({ follows, ofEarlierCase }) => follows !== true && ofEarlierCase !== true) ??
        own.find(({ follows }) => follows !== true) ??
        own[0] ??
        {}
      return result === undefined ? [] : [[id, replayOf(finding, result)]]
    }),
  )
}
