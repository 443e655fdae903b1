import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
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
    const ids = new Set(cases.flatMap(({ id, template }) => [template, id]))
    throw new UserError(
      unmatched.map(({ pattern }) => {
        const hint = suggestion(pattern, ids)
        return { message: `"${pattern}" matches no case${hint === '' ? '; `conform list` lists the cases' : hint}` }
      }),
    )
  }
  return (planned) => tests.some(({ test }) => test(planned))
}
