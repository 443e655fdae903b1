import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import { casePattern } from './case-pattern.ts'
import type { PlannedCase } from './planned-case.ts'

/**
 * The cases that match a pattern and none of the excluded ones; without patterns, all. In a pattern `*` stands for anything
 * within a segment and `**` across segments; a pattern without a bracket is about all rows of a case.
 * @throws UserError where a pattern matches nothing.
 */
export function selectCases(
  cases: readonly PlannedCase[],
  patterns: readonly string[],
  excluded: readonly string[] = [],
): readonly PlannedCase[] {
  const selected = patterns.length === 0 ? cases : cases.filter(matching(patterns, cases))
  return excluded.length === 0 ? selected : selected.filter((one) => !matching(excluded, cases)(one))
}

function matching(patterns: readonly string[], cases: readonly PlannedCase[]): (one: PlannedCase) => boolean {
  const tests = patterns.map((pattern) => ({ pattern, test: casePattern(pattern) }))
  const idle = tests.filter(({ test }) => !cases.some(test))
  if (idle.length > 0) {
    const ids = new Set(cases.flatMap(({ id, template }) => [template, id]))
    throw new UserError(
      idle.map(({ pattern }) => ({ message: `"${pattern}" matches no case${suggestion(pattern, ids)}` })),
    )
  }
  return (one) => tests.some(({ test }) => test(one))
}
