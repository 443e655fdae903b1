import type { Requirement } from '../../contract/contract.ts'
import { groupBy } from '../../../reporters/text/wording.ts'
import { brokenRules, rulesOf } from '../../plan/check/broken-rules.ts'
import { casePattern } from '../../plan/select/case-pattern.ts'
import { explainCase, explainInvariant } from '../../plan/explain/explain.ts'
import { explainRequirement } from '../../plan/explain/explain-requirement.ts'
import { requirementsMatching } from '../../plan/select/select-requirements.ts'
import type { PlannedLaws } from './law-plan-from-flags.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { AnyPlan } from './plan-any.ts'
import { selectWithHints } from '../shell/select-with-hints.ts'

interface Explaining extends Pick<AnyPlan, 'bundle' | 'cases' | 'laws'> {
  /** True if each invariant is listed. */
  readonly invariants: boolean
}

/**
 * Describes the requirements and cases that ids or patterns name. A pattern that matches cases names no requirement.
 * @throws UserError where an id matches neither.
 */
export async function explanations(
  ids: readonly string[],
  { bundle, cases: all, laws, invariants }: Explaining,
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
    ...(await Promise.all(
      groupBy(cases, ({ template }) => template).map(([, rows]) =>
        laws === undefined ? explained(rows, bundle) : explainedLaw(rows, laws, bundle),
      ),
    )),
    ...invariantLines(titlesOf({ bundle, laws }), invariants ? 'listed' : cases.length > 0 ? 'counted' : 'absent'),
  ]
}

async function explainedRequirement(
  requirement: Requirement,
  cases: readonly PlannedCase[],
  bundle: AnyPlan['bundle'],
): Promise<string> {
  const rules = await rulesOf(requirement.id, cases, bundle)
  return explainRequirement(requirement, { cases, suites: bundle.suites, rules, contract: bundle.contract })
}

/** The first case of an entry, with the names of the others. */
async function explained([first, ...others]: readonly PlannedCase[], bundle: AnyPlan['bundle']): Promise<string> {
  if (first === undefined) return ''
  return explainCase(first, bundle.contract, { others, rules: await brokenRules(first, bundle) })
}

/** The first law or case of a file among cases, with the names of the others. */
async function explainedLaw(
  cases: readonly PlannedCase[],
  { cases: laws, model, document }: PlannedLaws,
  { contract }: AnyPlan['bundle'],
): Promise<string> {
  const { explainLaw } = await import('../../law/declared/explain-law.ts')
  const ids = new Set(cases.map(({ id }) => id))
  const own = laws.filter(({ planned }) => ids.has(planned.id))
  // A row that runs tells more than one that lacks a fact.
  const [first, ...others] = own.toSorted(
    (one, other) => Number(one.open !== undefined) - Number(other.open !== undefined),
  )
  return first === undefined ? '' : explainLaw(first, others, { model, document, contract })
}

/** Returns the titles of what each exchange is held to: invariants, or the laws of answers. */
function titlesOf({ bundle, laws }: Pick<AnyPlan, 'bundle' | 'laws'>): readonly string[] {
  if (laws === undefined) return bundle.suites.flatMap(({ invariants }) => invariants).map(explainInvariant)
  const answerLaws = laws.all.flatMap(({ law }) => ('check' in law ? [] : [`${law.id}: ${law.text}`]))
  return [...new Set(answerLaws)]
}

function invariantLines(titles: readonly string[], form: 'listed' | 'counted' | 'absent'): readonly string[] {
  if (form === 'absent') return []
  return form === 'counted'
    ? [`${titles.length} invariants hold for each exchange too; --invariants lists them.`]
    : ['Invariants of every exchange', ...titles.map((title) => `  ${title}`)]
}
