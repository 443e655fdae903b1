import type { RetiredCase, Suite } from '../suite/suite.ts'
import { casePattern } from './case-pattern.ts'
import type { PlannedCase } from './planned-case.ts'
import { selectCases } from './select.ts'

/** The cases that patterns select, and a hint for each retired id that a pattern names. */
export interface Selection {
  readonly cases: readonly PlannedCase[]
  readonly hints: readonly string[]
}

interface Asked {
  readonly patterns: readonly string[]
  readonly excluded?: readonly string[]
  readonly suites: readonly Suite[]
}

/**
 * Selects cases as `selectCases` does. A pattern that matches retired ids only stands for their successors.
 * @throws UserError where a pattern matches neither a case nor a retired id.
 */
export function selectCurrent(cases: readonly PlannedCase[], { patterns, excluded = [], suites }: Asked): Selection {
  const retired = suites.flatMap((suite) => suite.retired)
  const selecting = patterns.map((pattern) => follow(pattern, cases, retired))
  const excluding = excluded.map((pattern) => follow(pattern, cases, retired))
  const hints = [
    ...selecting.flatMap(({ followed }) => followed.map((one) => hint(one, 'selected'))),
    ...excluding.flatMap(({ followed }) => followed.map((one) => hint(one, 'excluded'))),
  ]
  return { cases: selectCases(cases, patternsIn(selecting), patternsIn(excluding)), hints: [...new Set(hints)] }
}

interface Followed {
  readonly patterns: readonly string[]
  readonly followed: readonly RetiredCase[]
}

function patternsIn(all: readonly Followed[]): readonly string[] {
  return all.flatMap(({ patterns }) => patterns)
}

function follow(pattern: string, cases: readonly PlannedCase[], retired: readonly RetiredCase[]): Followed {
  if (cases.some(casePattern(pattern))) return { patterns: [pattern], followed: [] }
  const [head = '', ...rest] = pattern.split(/(?=\[)/)
  const followed = retired.filter(({ id }) => casePattern(head)({ id, template: id }))
  if (followed.length === 0) return { patterns: [pattern], followed }
  return { patterns: followed.map(({ successor }) => rowOrCase(successor, rest.join(''), cases)), followed }
}

/** The same row of the successor where the successor has such a row; else all of its rows. */
function rowOrCase(successor: string, row: string, cases: readonly PlannedCase[]): string {
  return cases.some(casePattern(successor + row)) ? successor + row : successor
}

function hint({ id, reason, successor }: RetiredCase, becomes: 'selected' | 'excluded'): string {
  return `"${id}" was retired: ${reason}; its successor ${successor} is ${becomes}`
}
