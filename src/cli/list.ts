import { Command } from 'commander'
import type { Contract } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { planFromFlags } from './plan-from-flags.ts'
import { addSuiteOptions, type SuiteFlags } from './flags.ts'
import { print } from './print.ts'

/** Creates `conform list`, which prints the planned cases as text or JSON. */
export function listCommand(): Command {
  return addSuiteOptions(new Command('list'))
    .description('list the cases with ids, levels and titles')
    .argument('[pattern...]', 'patterns of case ids; * matches within a segment, ** across segments')
    .option('--json', 'print JSON, with requirements and locations')
    .action(async (patterns: string[], flags: SuiteFlags & { json?: boolean }) => {
      const { bundle, cases } = await planFromFlags(patterns, { seed: '0', ...flags })
      print(flags.json === true ? renderJson(cases, bundle.contract) : renderText(cases))
    })
}

function renderText(cases: readonly PlannedCase[]): string {
  const width = Math.min(48, Math.max(...cases.map(({ id }) => id.length)))
  const lines = cases.map(({ id, title, level }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${title}`)
  return `${lines.join('\n')}\n\n${cases.length} ${cases.length === 1 ? 'case' : 'cases'}\n`
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
