import type { Contract } from '../../contract/contract.ts'
import type { RetiredCase, Suite } from '../../suite/suite.ts'
import { casePattern } from './case-pattern.ts'
import type { PlannedCase } from '../planned-case.ts'
import { casesThatCheck, requirementsMatching } from './select-requirements.ts'
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
  readonly contract: Pick<Contract, 'requirements'>
}

/**
 * Selects cases as `selectCases` does. A pattern that matches retired ids only stands for their successors, and a
 * pattern that matches requirement ids only for the cases that check these requirements.
 * @throws UserError where a pattern matches no case, no retired id and no requirement, or a requirement without a case.
 */
export function selectCurrent(cases: readonly PlannedCase[], asked: Asked): Selection {
  const { patterns, excluded = [] } = asked
  const selecting = patterns.map((pattern) => follow(pattern, cases, asked))
  const excluding = excluded.map((pattern) => follow(pattern, cases, asked))
  const hints = [
    ...selecting.flatMap(({ followed }) => followed.map((one) => hint(one, 'selected'))),
    ...excluding.flatMap(({ followed }) => followed.map((one) => hint(one, 'excluded'))),
  ]
  const narrowing = { excluded: patternsIn(excluding), requirements: Object.keys(asked.contract.requirements) }
  return { cases: selectCases(cases, patternsIn(selecting), narrowing), hints: [...new Set(hints)] }
}

interface Followed {
  readonly patterns: readonly string[]
  readonly followed: readonly RetiredCase[]
}

function patternsIn(all: readonly Followed[]): readonly string[] {
  return all.flatMap(({ patterns }) => patterns)
}

function follow(pattern: string, cases: readonly PlannedCase[], { suites, contract }: Asked): Followed {
  if (cases.some(casePattern(pattern))) return { patterns: [pattern], followed: [] }
  const [head = '', ...rest] = pattern.split(/(?=\[)/)
  const retired = suites.flatMap((suite) => suite.retired)
  const followed = retired.filter(({ id }) => casePattern(head)({ id, template: id }))
  const required = followed.length > 0 ? [] : requirementsMatching(pattern, contract.requirements)
  if (required.length > 0) return { patterns: casesThatCheck(required, cases, suites), followed }
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
