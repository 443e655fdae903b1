import type { Cause, Report, ReportedFinding, Result } from '../../src/report/report.ts'

/** The result that shows a cause, with the finding that it shows. */
export interface ShownResult {
  readonly result: Result
  readonly finding: ReportedFinding
}

/**
 * Returns the result that shows each cause, the same in every report: the run chose the simplest at its end. Other results of the cause refer
 * to it, so that evidence stands once a cause.
 */
export function shownResults({
  causes,
  results,
}: Pick<Report, 'causes' | 'results'>): ReadonlyMap<string, ShownResult> {
  const byId = new Map(results.map((result) => [result.id, result]))
  return new Map(
    causes.flatMap((cause) => {
      const result = byId.get(cause.first)
      const finding = result === undefined ? undefined : findingOf(cause, result)
      return result === undefined || finding === undefined ? [] : [[cause.id, { result, finding }] as const]
    }),
  )
}

/** The finding whose message the cause has. A report that was cut may have a shorter message. */
function findingOf({ id, message, at }: Cause, { findings }: Result): ReportedFinding | undefined {
  const own = findings.filter(({ cause }) => cause === id)
  const told = own.filter((one) => one.message === message && one.at === at)
  const [first] = told.length > 0 ? told : own.filter(({ follows }) => follows !== true)
  return first ?? own[0]
}

/** True where the case alone may pass: it is flaky, or the answer is compared with what earlier cases wrote. */
export function mayPassAlone({ finding, result }: ShownResult): boolean {
  return finding.ofEarlierCase === true || result.flaky === true
}
