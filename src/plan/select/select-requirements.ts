import type { Requirement } from '../../contract/contract.ts'
import { UserError } from '../../source/mistake.ts'
import type { Suite } from '../../suite/suite.ts'
import { casePattern } from './case-pattern.ts'
import type { PlannedCase } from '../planned-case.ts'

type Requirements = Readonly<Record<string, Requirement>>

/** The requirements whose id a pattern matches. A requirement id has no dot, and each case id has a dot. */
export function requirementsMatching(pattern: string, requirements: Requirements): readonly Requirement[] {
  const test = casePattern(pattern)
  return Object.values(requirements).filter(({ id }) => test({ id, template: id }))
}

/**
 * The ids of the cases that check any of the requirements, without rows.
 * @throws UserError where no case checks any of the requirements.
 */
export function casesThatCheck(
  required: readonly Requirement[],
  cases: readonly PlannedCase[],
  suites: readonly Suite[],
): readonly string[] {
  const ids = new Set(required.map(({ id }) => id))
  const checking = cases.filter(({ requirements }) => requirements.some((id) => ids.has(id)))
  if (checking.length === 0) throw new UserError(required.map((one) => ({ message: whyNoCase(one, suites) })))
  return [...new Set(checking.map(({ template }) => template))]
}

function whyNoCase({ id, excluded }: Requirement, suites: readonly Suite[]): string {
  if (excluded !== undefined) return `no case checks the requirement "${id}": ${excluded}`
  return invariantsThatCheck(id, suites).length === 0
    ? `no case checks the requirement "${id}"`
    : `no case checks the requirement "${id}", because an invariant checks it on every answer; select the cases whose answers it shall judge, such as "read.*"`
}

/** The titles of the invariants that check a requirement. */
export function invariantsThatCheck(id: string, suites: readonly Suite[]): readonly string[] {
  return suites
    .flatMap(({ invariants }) => invariants)
    .filter(({ expect }) => expect.some(({ requirement }) => requirement === id))
    .map(({ title }) => title)
}
