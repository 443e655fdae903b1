import { counted } from '../../../reporters/text/wording.ts'
import type { Contract, Requirement } from '../../contract/contract.ts'
import { requirementsMatching } from '../../plan/select/select-requirements.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'

/**
 * The requirements whose ids patterns match, in the order of the contract; without patterns, all of them.
 * @throws UserError for patterns that match no requirement.
 */
export function requirementsNamed(
  patterns: readonly string[],
  { requirements }: Pick<Contract, 'requirements'>,
): readonly Requirement[] {
  if (patterns.length === 0) return Object.values(requirements)
  const named = patterns.map((pattern) => ({ pattern, found: requirementsMatching(pattern, requirements) }))
  const unmatched = named.filter(({ found }) => found.length === 0)
  if (unmatched.length > 0) {
    throw new UserError(
      unmatched.map(({ pattern }) => ({
        message: `"${pattern}" matches no requirement${suggestion(pattern, Object.keys(requirements)) || ALL}`,
      })),
    )
  }
  return [...new Set(named.flatMap(({ found }) => found))]
}

const ALL = '; `list --requirements` without a pattern lists all'

/** A line for each requirement, with its level, the count of cases that name it, and its sentence. */
export function requirementLines(
  requirements: readonly Requirement[],
  cases: readonly PlannedCase[],
): readonly string[] {
  const width = Math.max(...requirements.map(({ id }) => id.length))
  const lines = requirements.map(({ id, level, text }) => {
    const checking = cases.filter((planned) => planned.requirements.includes(id)).length
    const extent = checking === 0 ? '' : counted(checking, 'case')
    return `${id.padEnd(width)}  ${level.padEnd(7)}  ${extent.padEnd(11)}  ${text}`
  })
  return [...lines, '', counted(requirements.length, 'requirement')]
}
