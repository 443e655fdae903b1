import { Command } from 'commander'
import { plainLines } from '../../reporters/text/plain-text.ts'
import { addDocumentOption, addSuiteOptions, type DocumentFlags, type SuiteFlags } from './flags/flags.ts'
import { planAny } from './plan/plan-any.ts'

interface ExplainFlags extends SuiteFlags, DocumentFlags {
  readonly invariants?: boolean
}

/** Creates `conform explain`, which describes cases in plain English, with the invariants of each exchange, and requirements. */
export function explainCommand(): Command {
  return addDocumentOption(addSuiteOptions(new Command('explain')))
    .description('describe cases and requirements in plain English: sentences, source lines, requests')
    .option('--invariants', 'list the invariants too, which hold for every exchange')
    .argument('<id...>', 'case ids, requirement ids or patterns')
    .action(async (ids: string[], flags: ExplainFlags) => {
      const { explanations } = await import('./plan/explanations.ts')
      const planned = await planAny([], { seed: '0', ...flags })
      const parts = await explanations(ids, { ...planned, invariants: flags.invariants === true })
      const text = parts.join('\n')
      process.stdout.write(`${plainLines(text.trimEnd()).join('\n')}\n`)
    })
}
