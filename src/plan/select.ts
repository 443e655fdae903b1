import { UserError } from '../source/mistake.ts'
import { nearest, suggestion } from '../source/suggestion.ts'
import { casePattern } from './case-pattern.ts'
import type { PlannedCase } from './planned-case.ts'

/**
 * The cases that match any pattern and no excluded pattern; without patterns, all cases. `*` matches within a segment, `**` across segments.
 * A pattern without brackets matches all rows of a case.
 * @throws UserError for patterns without a match.
 */
export function selectCases(
  cases: readonly PlannedCase[],
  patterns: readonly string[],
  excluded: readonly string[] = [],
): readonly PlannedCase[] {
  const selected = patterns.length === 0 ? cases : cases.filter(matching(patterns, cases))
  return excluded.length === 0 ? selected : selected.filter((planned) => !matching(excluded, cases)(planned))
}

function matching(patterns: readonly string[], cases: readonly PlannedCase[]): (one: PlannedCase) => boolean {
  const tests = patterns.map((pattern) => ({ pattern, test: casePattern(pattern) }))
  const unmatched = tests.filter(({ test }) => !cases.some(test))
  if (unmatched.length > 0) {
    throw new UserError(
      unmatched.map(({ pattern }) => ({ message: `"${pattern}" matches no case${meant(pattern, cases)}` })),
    )
  }
  return (planned) => tests.some(({ test }) => test(planned))
}

/** The pattern, case id or requirement id that was probably meant: `create.*` for `create`. */
function meant(pattern: string, cases: readonly PlannedCase[]): string {
  const starts = new Set(cases.map(({ id }) => id.split('.')[0] ?? ''))
  const below = ['.*', '.**'].find((rest) => cases.some(casePattern(pattern + rest)))
  if (below !== undefined) return `; did you mean "${pattern}${below}"?`
  const known = new Set(cases.flatMap(({ id, template, requirements }) => [template, id, ...requirements]))
  const near = suggestion(pattern, known)
  const start = near === '' && pattern !== '' ? nearest(pattern, starts) : undefined
  if (start !== undefined) return `; did you mean "${start}.*"?`
  return near === '' ? '; the command `list` lists the cases' : near
}
