import type { Contract, Requirement } from '../../contract/contract.ts'
import { KINDS } from '../../judge/kinds.ts'
import { formatLocation } from '../../source/mistake.ts'
import type { Suite } from '../../suite/suite.ts'
import type { PlannedCase } from '../planned-case.ts'
import { invariantsThatCheck } from '../select/select-requirements.ts'

/** The cases, suites and rules that may check a requirement. */
interface Checking {
  /** All cases. */
  readonly cases: readonly PlannedCase[]
  readonly suites: readonly Suite[]
  /** The rules whose breach the requirement has refused, in words. */
  readonly rules: readonly string[]
  readonly contract: Contract
}

/** A requirement in English: its sentence, level and source, its rules, then the cases and invariants that check it. */
export function explainRequirement(requirement: Requirement, { cases, suites, rules, contract }: Checking): string {
  const { id, level, text, excluded, location } = requirement
  const checking = cases.filter(({ requirements }) => requirements.includes(id))
  const titles = new Map(checking.map(({ template, title }) => [template, title]))
  return [
    id,
    `  ${text}`,
    `  ${formatLocation(location)}; level ${level}`,
    `  Source: ${sourceText(requirement)}`,
    ...(excluded === undefined ? [] : [`  Excluded: ${excluded}`]),
    '',
    ...block('The rules', rules),
    ...block(
      'Cases that check it',
      [...titles].map(([template, title]) => `${template}  ${title}`),
    ),
    ...block('The contract', detailsOf(id, suites, contract)),
    ...block('Invariants that check it on every answer', invariantsThatCheck(id, suites)),
  ].join('\n')
}

/** The facts of the contract behind the expectations of invariants: the properties that they judge, or a schema. */
function detailsOf(id: string, suites: readonly Suite[], contract: Contract): readonly string[] {
  const expectations = suites
    .flatMap(({ invariants }) => invariants.flatMap(({ expect }) => expect))
    .filter(({ requirement }) => requirement === id)
  return [...new Set(expectations.flatMap(({ kind, value }) => KINDS[kind]?.details?.(value, contract) ?? []))]
}

function block(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`), '']
}

/** A requirement in one line, for the explanation of a case. */
export function requirementLine(id: string, contract: Pick<Contract, 'requirements'>): string {
  const requirement = contract.requirements[id]
  if (requirement === undefined) return id
  const { text, level, location } = requirement
  return `${id} (${level}): ${text} Source: ${sourceText(requirement)}; ${location.file}:${location.line}`
}

function sourceText({ source }: Requirement): string {
  return `${source.document}${source.pointer === '' ? '' : ` ${source.pointer}`}`
}
