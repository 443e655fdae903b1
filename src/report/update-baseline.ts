import { type BaselineEntry, compileBaseline, isMasked, matchCases } from './baseline.ts'
import { isGating } from './gating.ts'
import { lookForCause } from './judge-baseline.ts'
import type { Report, ReportedFinding } from './report.ts'

/** A change of a baseline, so that it knows the failures of a report. */
export interface BaselineUpdate {
  /** The new cases of each entry that stays, by its index. An entry without a value is removed. */
  readonly kept: ReadonlyMap<number, readonly string[]>
  readonly added: readonly NewEntry[]
}

/** An entry for a failure that the baseline does not know yet. */
export interface NewEntry extends Pick<BaselineEntry, 'requirement' | 'cause' | 'cases' | 'flaky'> {
  /** The message of the first finding. */
  readonly message: string
}

interface Source extends Pick<Report, 'results' | 'level'> {
  /** The ids of all cases of the suites. */
  readonly planned: readonly string[]
}

/**
 * Compares a baseline with a report. An entry keeps each pattern that still stands for a failure. It also keeps one for a case that the
 * report does not tell about. Mended cases and patterns without a match are removed. A new failure joins the first entry of its cause, and
 * that of a property is known by it already.
 */
export function updateBaseline(entries: readonly BaselineEntry[], source: Source): BaselineUpdate {
  const kept = new Map<number, readonly string[]>()
  for (const [index, entry] of entries.entries()) {
    const cases = entry.cases.filter((pattern) => isStillNeeded({ ...entry, cases: [pattern] }, source))
    if (cases.length > 0) kept.set(index, cases)
  }
  const added: NewEntry[] = []
  const staying = entries.flatMap((entry, index) => {
    const cases = kept.get(index)
    return cases === undefined ? [] : [{ ...entry, cases }]
  })
  for (const entry of newEntries(staying, source)) {
    const index = entries.findIndex(({ cause }, at) => cause === entry.cause && kept.has(at))
    if (index < 0) added.push(entry)
    else kept.set(index, [...(kept.get(index) ?? []), ...entry.cases])
  }
  return { kept, added }
}

/** True unless each case of the entry passed, or no case of the suites matches. */
function isStillNeeded(entry: BaselineEntry, { results, planned }: Source): boolean {
  const matched = planned.filter(matchCases(entry.cases))
  if (entry.flaky === true) return matched.length > 0
  const { passed } = lookForCause(entry, results)
  const [known, masked] = [new Set(passed), matchCases(passed.filter(isMasked))]
  return matched.some((id) => !known.has(id) && !masked(id))
}

function newEntries(entries: readonly BaselineEntry[], { results, level }: Source): readonly NewEntry[] {
  const isKnown = compileBaseline({ file: '', contract: '', entries })
  const found = new Map<string, { readonly first: ReportedFinding; readonly cases: string[]; isFlaky: boolean }>()
  for (const result of results)
    for (const finding of result.findings) {
      const { id, flaky } = result
      const { coming, cause } = finding
      const gates = isGating({ level: finding.level, ...(coming === undefined ? {} : { coming }) }, level)
      if (!gates || isKnown(result, cause) !== undefined) continue
      const entry = found.get(cause) ?? { first: finding, cases: [], isFlaky: true }
      found.set(cause, entry)
      if (!entry.cases.includes(id)) entry.cases.push(id)
      entry.isFlaky &&= flaky === true
    }
  return [...found].map(([cause, { first, cases, isFlaky }]) => ({
    requirement: first.requirement,
    cause,
    cases,
    ...(isFlaky ? { flaky: true } : {}),
    message: first.message,
  }))
}
