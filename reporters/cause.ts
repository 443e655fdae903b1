import type { ReportedFinding, Result } from '../src/run/report.ts'

/** Findings that most likely have one fault behind them. */
export interface Cause {
  readonly key: string
  readonly level: ReportedFinding['level']
  readonly requirement: string
  /** The first finding, which stands for all, and the result that has it. */
  readonly finding: ReportedFinding
  readonly result: Result
  /** The results that show it, each once, in the order of the run. */
  readonly results: readonly Result[]
  /** Where it shows, list positions and types taken as any. */
  readonly places: readonly string[]
  readonly findings: number
}

/**
 * What tells one fault from another: the requirement, the kind of expectation and what is said of it, in which numbers, names in
 * capitals (the types) and quoted values count as any. Not the place: a fault in one function shows in many.
 */
export function causeOf({ requirement, kind, message }: ReportedFinding): string {
  // Of a value that was drawn invalid it is asked that it is refused, of one that was written down which status that is.
  return `${requirement} ${kind === 'refused' ? 'status' : kind} ${normalise(message)}`
}

/** The causes in the results, most important first: by level, then by how many results show them. */
export function groupByCause(results: readonly Result[]): readonly Cause[] {
  const causes = new Map<string, Growing>()
  for (const result of results) {
    for (const finding of result.findings) {
      const key = causeOf(finding)
      const cause = causes.get(key) ?? { key, finding, results: new Set(), places: new Set(), findings: 0 }
      cause.results.add(result)
      cause.places.add(placeIn(finding.at))
      cause.findings += 1
      causes.set(key, cause)
    }
  }
  return [...causes.values()].flatMap(finish).toSorted(byImportance)
}

interface Growing {
  readonly key: string
  readonly finding: ReportedFinding
  readonly results: Set<Result>
  readonly places: Set<string>
  findings: number
}

function finish({ key, finding, results: all, places, findings }: Growing): readonly Cause[] {
  const results = [...all]
  const [result] = results
  if (result === undefined) return []
  return [
    {
      key,
      level: finding.level,
      requirement: finding.requirement,
      finding,
      result,
      results,
      places: [...places],
      findings,
    },
  ]
}

const RANK = { must: 0, should: 1, observe: 2 }

/** Sorts findings and causes: must, should, observe. */
export function byLevel(one: { level: Cause['level'] }, other: { level: Cause['level'] }): number {
  return RANK[one.level] - RANK[other.level]
}

function byImportance(one: Cause, other: Cause): number {
  return byLevel(one, other) || other.results.length - one.results.length
}

function normalise(message: string): string {
  return message
    .replaceAll(/"[^"]*"/g, '"*"')
    .replaceAll(/\d+/g, '#')
    .replaceAll(/\b[A-Z][A-Z0-9_]{2,}\b/g, '*')
}

function placeIn(at: string): string {
  return at.replaceAll(/\/(?:\d+|-|[A-Z][A-Z0-9_]*)(?=\/|$)/g, '/*')
}
