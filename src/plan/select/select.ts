import { UserError } from '../../source/mistake.ts'
import { nearest, suggestion } from '../../source/suggestion.ts'
import { casePattern } from './case-pattern.ts'
import type { PlannedCase } from '../planned-case.ts'

/**
 * The cases that match any pattern and no excluded pattern; without patterns, all cases. `*` matches within a segment, `**` across segments.
 * A pattern without brackets matches all rows of a case.
 * @throws UserError for patterns without a match.
 */
export function selectCases(
  cases: readonly PlannedCase[],
  patterns: readonly string[],
  { excluded = [], requirements = [] }: Narrowing = {},
): readonly PlannedCase[] {
  const known = { cases, requirements }
  const selected = patterns.length === 0 ? cases : cases.filter(matching(patterns, known))
  return excluded.length === 0 ? selected : selected.filter((planned) => !matching(excluded, known)(planned))
}

interface Narrowing {
  readonly excluded?: readonly string[]
  /** The ids of requirements that a pattern without a match may have meant. */
  readonly requirements?: readonly string[]
}

interface Known {
  readonly cases: readonly PlannedCase[]
  readonly requirements: readonly string[]
}

function matching(patterns: readonly string[], known: Known): (one: PlannedCase) => boolean {
  const { cases } = known
  const tests = patterns.map((pattern) => ({ pattern, test: casePattern(pattern) }))
  const unmatched = tests.filter(({ test }) => !cases.some(test))
  if (unmatched.length > 0) {
    throw new UserError(
      unmatched.map(({ pattern }) => ({ message: `"${pattern}" matches no case${meant(pattern, known)}` })),
    )
  }
  return (planned) => tests.some(({ test }) => test(planned))
}

/** The pattern, case id or requirement id that was probably meant: `create.*` for `create`. */
function meant(pattern: string, { cases, requirements: ids }: Known): string {
  if (pattern.startsWith('law.') && !cases.some(({ id }) => id.startsWith('law.')))
    return '; laws are fired with `--openapi DOCUMENT`, `--contract FOLDER` or `--laws`'
  const starts = new Set(cases.map(({ id }) => id.split('.')[0] ?? ''))
  const below = ['.*', '.**'].find((rest) => cases.some(casePattern(pattern + rest)))
  if (below !== undefined) return `; did you mean "${pattern}${below}"?`
  const known = cases.flatMap(({ id, template, requirements }) => [template, id, ...requirements])
  const near = suggestion(pattern, new Set([...known, ...ids]))
  const start = near === '' && pattern !== '' ? nearest(pattern, starts) : undefined
  if (start !== undefined) return `; did you mean "${start}.*"?`
  return near === '' ? '; the command `list` lists the cases' : near
}
