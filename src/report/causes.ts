import { type Level, LEVELS } from '../contract/contract.ts'
import { compareEfforts, type Effort, reportedEffort } from './effort.ts'
import type { Cause, ReportedFinding, Result } from './report.ts'

/**
 * Returns the causes by level, then by count of results, highest first. Causes that show in flaky cases alone come last in their level.
 * Another client or a neighbouring case often causes them. `ended` has the ids of the results in the order in which the cases ended.
 * Without it, that is the order of the results.
 */
export function groupByCause(results: readonly Result[], ended: readonly string[] = []): readonly Cause[] {
  const turns = new Map(ended.map((id, turn) => [id, turn]))
  const groups = new Map<string, Shown[]>()
  for (const result of results)
    for (const finding of result.findings) {
      const { id, flaky = false } = result
      const one = { id, flaky, finding, effort: reportedEffort(finding, result), turn: turns.get(id) ?? 0 }
      const shown = groups.get(finding.cause)
      if (shown === undefined) groups.set(finding.cause, [one])
      else shown.push(one)
    }
  return [...groups]
    .map(([id, shown]) => ({ cause: causeFrom(id, shown), isFlaky: shown.every(({ flaky }) => flaky) }))
    .toSorted(byImportance)
    .map(({ cause }) => cause)
}

interface Shown {
  /** The id of the result. */
  readonly id: string
  readonly flaky: boolean
  readonly finding: ReportedFinding
  readonly effort: Effort
  readonly turn: number
}

function causeFrom(id: string, shown: readonly Shown[]): Cause {
  // A finding that follows from another finding is less specific, and a known finding is no news.
  const news = shown.filter(({ finding }) => finding.known === undefined)
  const candidates = news.length === 0 ? shown : news
  const own = candidates.filter(({ finding }) => finding.follows !== true)
  const [first] = (own.length > 0 ? own : candidates).toSorted(bySimplicity) as [Shown]
  const { requirement, level, coming, message, at, location, known } = first.finding
  return {
    id,
    requirement,
    also: [...new Set(shown.map(({ finding }) => finding.requirement))].filter((one) => one !== requirement),
    level,
    ...(coming === undefined ? {} : { coming }),
    message,
    at,
    // The place of the message is the first.
    places: [...new Set([at, ...shown.map(({ finding }) => finding.at)].map(anyPosition))],
    results: [...new Set(shown.map((one) => one.id))],
    findings: shown.length,
    ...(known !== undefined && shown.every(({ finding }) => finding.known !== undefined) ? { known } : {}),
    first: first.id,
    location,
  }
}

/** The simplest finding comes first: it is what all reports show of the cause. Of equal ones that of the case that ended first. */
function bySimplicity(one: Shown, other: Shown): number {
  return compareEfforts(one.effort, other.effort) || one.turn - other.turn
}

/** Must, then should, then observe. */
function byLevel(one: { readonly level: Level }, other: { readonly level: Level }): number {
  return LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level)
}

interface Ranked {
  readonly cause: Cause
  readonly isFlaky: boolean
}

function byImportance(one: Ranked, other: Ranked): number {
  const bySteadiness = Number(one.isFlaky) - Number(other.isFlaky)
  return byLevel(one.cause, other.cause) || bySteadiness || other.cause.results.length - one.cause.results.length
}

/** The place with list positions and names in capitals replaced by `*`. */
export function anyPosition(at: string): string {
  return at.replaceAll(/\/(?:\d+|-|[A-Z][A-Z0-9_]*)(?=\/|$)/g, '/*')
}
