import type { Requirement } from '../contract/contract.ts'
import { groupBy } from '../../reporters/wording.ts'
import { brokenRules, rulesOf } from '../plan/broken-rules.ts'
import { casePattern } from '../plan/case-pattern.ts'
import { explainCase, explainInvariant } from '../plan/explain.ts'
import { explainRequirement } from '../plan/explain-requirement.ts'
import { requirementsMatching } from '../plan/select-requirements.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Planned } from './plan-from-flags.ts'
import { selectWithHints } from './select-with-hints.ts'

interface Explaining extends Pick<Planned, 'bundle' | 'cases'> {
  /** True if each invariant is listed. */
  readonly invariants: boolean
}

/**
 * Describes the requirements and cases that ids or patterns name. A pattern that matches cases names no requirement.
 * @throws UserError where an id matches neither.
 */
export async function explanations(
  ids: readonly string[],
  { bundle, cases: all, invariants }: Explaining,
): Promise<readonly string[]> {
  const named = ids.map((pattern) => ({
    pattern,
    required: all.some(casePattern(pattern)) ? [] : requirementsMatching(pattern, bundle.contract.requirements),
  }))
  const required = new Set(named.flatMap((one) => one.required))
  const patterns = named.filter((one) => one.required.length === 0).map(({ pattern }) => pattern)
  const cases = patterns.length === 0 ? [] : selectWithHints(all, { ...bundle, patterns })
  return [
    ...(await Promise.all([...required].map((one) => explainedRequirement(one, all, bundle)))),
    ...(await Promise.all(groupBy(cases, ({ template }) => template).map(([, rows]) => explained(rows, bundle)))),
    ...invariantLines(bundle, invariants ? 'listed' : cases.length > 0 ? 'counted' : 'absent'),
  ]
}

async function explainedRequirement(
  requirement: Requirement,
  cases: readonly PlannedCase[],
  bundle: Planned['bundle'],
): Promise<string> {
  const rules = await rulesOf(requirement.id, cases, bundle)
  return explainRequirement(requirement, { cases, suites: bundle.suites, rules })
}

/** The first case of an entry, with the names of the others. */
async function explained([first, ...others]: readonly PlannedCase[], bundle: Planned['bundle']): Promise<string> {
  if (first === undefined) return ''
  return explainCase(first, bundle.contract, { others, rules: await brokenRules(first, bundle) })
}

function invariantLines({ suites }: Planned['bundle'], form: 'listed' | 'counted' | 'absent'): readonly string[] {
  const all = suites.flatMap(({ invariants }) => invariants)
  if (form === 'absent') return []
  return form === 'counted'
    ? [`${all.length} invariants hold for each exchange too; --invariants lists them.`]
    : ['Invariants of every exchange', ...all.map((invariant) => `  ${explainInvariant(invariant)}`)]
}
