import { Command, Option } from 'commander'
import { plainLines } from '../../reporters/text/plain-text.ts'
import { caseLines } from './plan/case-lines.ts'
import { type AnyPlan, planAny } from './plan/plan-any.ts'
import { addDocumentOption, addSuiteOptions, type DocumentFlags, type SuiteFlags } from './flags/flags.ts'
import { requirementLines, requirementsNamed } from './plan/requirement-lines.ts'

interface ListFlags extends SuiteFlags, DocumentFlags {
  readonly json?: boolean
  readonly rows?: boolean
  readonly requirements?: boolean
}

/** Creates `conform list`, which prints the planned cases as text or JSON. */
export function listCommand(): Command {
  return addDocumentOption(addSuiteOptions(new Command('list')))
    .description('list the cases by operation and topic: ids, levels, titles')
    .argument('[pattern...]', 'case ids, requirement ids or patterns; * matches within a segment, ** across segments')
    .option('--rows', 'print the id of each row: each is a case')
    .option('--json', 'print JSON, with requirements and locations, one entry per case')
    .addOption(
      new Option(
        '--requirements',
        'list the requirements in place of the cases: ids, levels, counts of cases, sentences',
      ).conflicts('rows'),
    )
    .action(async (patterns: string[], flags: ListFlags) => {
      if (flags.requirements === true) return listRequirements(patterns, flags)
      const planned = await planAny(patterns, { seed: '0', ...flags })
      const rows = flags.rows === true || patterns.some((pattern) => pattern.includes('['))
      const lines = flags.json === true ? [] : caseLines(planned, { rows })
      process.stdout.write(flags.json === true ? renderJson(planned) : `${plainLines(lines.join('\n')).join('\n')}\n`)
    })
}

async function listRequirements(patterns: readonly string[], flags: ListFlags): Promise<void> {
  const { bundle, cases } = await planAny([], { seed: '0', ...flags })
  const requirements = requirementsNamed(patterns, bundle.contract)
  const { name, version } = bundle.contract
  const json = (): string => JSON.stringify({ contract: { name, version }, requirements }, undefined, 2)
  process.stdout.write(
    `${flags.json === true ? json() : plainLines(requirementLines(requirements, cases).join('\n')).join('\n')}\n`,
  )
}

function renderJson({ cases, bundle: { contract }, laws }: AnyPlan): string {
  const reasons = new Map(laws?.cases.map(({ planned, open }) => [planned.id, open]))
  const listed = cases.map(({ id, title, level, requirements, needs, location }) => ({
    id,
    title,
    level,
    requirements,
    needs,
    location,
    // The reason why a law is not verified.
    ...(reasons.get(id) === undefined ? {} : { reason: reasons.get(id) }),
  }))
  return `${JSON.stringify({ contract: { name: contract.name, version: contract.version }, cases: listed }, undefined, 2)}\n`
}
