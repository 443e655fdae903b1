import type { ReportedFinding, Result } from './report.ts'

/** The effort to see a finding again and to understand it: several numbers, the weightiest first. Less is simpler. */
export type Effort = readonly number[]

/** The parts of a result and of its finding that decide the effort. */
interface EffortParts {
  readonly finding: Pick<ReportedFinding, 'requirement' | 'ofEarlierCase' | 'timeline' | 'at' | 'expected'>
  readonly result: Pick<Result, 'requirements' | 'flaky'>
  /** The requests of a history; undefined for any other case. */
  readonly steps?: number | undefined
  /** True for a property, also where it failed before its value was sent. */
  readonly isDrawn: boolean
  /** The path or URL of the request that shows the finding; undefined where it is not kept. */
  readonly url?: string | undefined
  /** The headers that other requests do not have so, as a count. */
  readonly headers: number
  /** True where the other requests of the case are not kept. */
  readonly isAlone: boolean
  /** The requests of the case before that one. */
  readonly before: number
}

/**
 * The effort of a finding. The parts decide in this order:
 * - the case alone shows the finding again;
 * - the evidence is kept;
 * - the case is declared; then come races, properties and histories;
 * - the requirement of the finding is one of the case itself;
 * - the request is one that should succeed: a wrong status of an invalid one says less;
 * - few query parameters and own headers;
 * - few steps, and few requests before the finding.
 */
export function effortOf({ finding, result, steps = 0, isDrawn, url, headers, isAlone, before }: EffortParts): Effort {
  return [
    hardToRepeat(finding, result),
    keptOf({ url, isAlone }),
    sortOf({ finding, steps, isDrawn }),
    result.requirements.includes(finding.requirement) ? 0 : 1,
    isRefusalDue(finding) ? 1 : 0,
    parametersIn(url) + headers,
    steps,
    before,
  ]
}

/** The effort of a finding of a report. */
export function reportedEffort(finding: ReportedFinding, result: Result): Effort {
  const { counterexample, exchanges, requests } = result
  const { exchange } = finding
  const request = exchange === undefined ? undefined : exchanges[exchange]?.request
  return effortOf({
    finding,
    result,
    steps: counterexample?.steps?.length,
    isDrawn: counterexample !== undefined || result.drawn === true,
    url: request?.url,
    headers: request?.differs?.length ?? 0,
    isAlone: requests !== undefined,
    before: exchange ?? 0,
  })
}

/** Negative where the first effort is less than the second. */
export function compareEfforts(one: Effort, other: Effort): number {
  for (const [index, part] of one.entries()) {
    const difference = part - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** 0 for a finding that its case alone shows again; more where that is less likely. */
export function hardToRepeat(
  { ofEarlierCase }: Pick<ReportedFinding, 'ofEarlierCase'>,
  { flaky }: Pick<Result, 'flaky'>,
): number {
  return (ofEarlierCase === true ? 2 : 0) + (flaky === true ? 1 : 0)
}

function keptOf({ url, isAlone }: Pick<EffortParts, 'url' | 'isAlone'>): number {
  if (url === undefined) return 2
  return isAlone ? 1 : 0
}

function sortOf({
  finding,
  steps,
  isDrawn,
}: { readonly steps: number } & Pick<EffortParts, 'finding' | 'isDrawn'>): number {
  if (steps > 0) return 3
  if (isDrawn) return 2
  return (finding.timeline ?? []).length > 0 ? 1 : 0
}

function isRefusalDue({ at, expected }: EffortParts['finding']): boolean {
  return at === 'status' && /^4\d\d/.test(String(expected))
}

function parametersIn(url = ''): number {
  const query = url.split('?')[1] ?? ''
  return query === '' ? 0 : query.split('&').length
}
