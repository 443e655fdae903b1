import { Command } from 'commander'
import { plainLines } from '../../reporters/plain-text.ts'
import type { Contract } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { caseLines } from './case-lines.ts'
import { planFromFlags } from './plan-from-flags.ts'
import { addSuiteOptions, type SuiteFlags } from './flags.ts'
import { print } from './print.ts'
import { requirementLines, requirementsNamed } from './requirement-lines.ts'

interface ListFlags extends SuiteFlags {
  readonly json?: boolean
  readonly rows?: boolean
  readonly requirements?: boolean
}

/** Creates `conform list`, which prints the planned cases as text or JSON. */
export function listCommand(): Command {
  return addSuiteOptions(new Command('list'))
    .description('list the cases by operation and topic: ids, levels, titles')
    .argument('[pattern...]', 'case ids, requirement ids or patterns; * matches within a segment, ** across segments')
    .option('--rows', 'print the id of each row: each is a case')
    .option('--json', 'print JSON, with requirements and locations, one entry per case')
    .option('--requirements', 'list the requirements in place of the cases: ids, levels, counts of cases, sentences')
    .action(async (patterns: string[], flags: ListFlags) => {
      if (flags.requirements === true) return listRequirements(patterns, flags)
      const { bundle, cases } = await planFromFlags(patterns, { seed: '0', ...flags })
      const rows = flags.rows === true || patterns.some((pattern) => pattern.includes('['))
      const lines = flags.json === true ? [] : caseLines({ ...bundle, cases, rows })
      print(flags.json === true ? renderJson(cases, bundle.contract) : `${plainLines(lines.join('\n')).join('\n')}\n`)
    })
}

async function listRequirements(patterns: readonly string[], flags: ListFlags): Promise<void> {
  const { bundle, cases } = await planFromFlags([], { seed: '0', ...flags })
  const requirements = requirementsNamed(patterns, bundle.contract)
  const { name, version } = bundle.contract
  const json = (): string => JSON.stringify({ contract: { name, version }, requirements }, undefined, 2)
  print(`${flags.json === true ? json() : plainLines(requirementLines(requirements, cases).join('\n')).join('\n')}\n`)
}

function renderJson(cases: readonly PlannedCase[], contract: Contract): string {
  const listed = cases.map(({ id, title, level, requirements, needs, location }) => ({
    id,
    title,
    level,
    requirements,
    needs,
    location,
  }))
  return `${JSON.stringify({ contract: { name: contract.name, version: contract.version }, cases: listed }, undefined, 2)}\n`
}
