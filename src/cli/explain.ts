import { Command } from 'commander'
import { plainLines } from '../../reporters/plain-text.ts'
import { groupBy } from '../../reporters/wording.ts'
import { print } from './print.ts'
import { planFromFlags } from './plan-from-flags.ts'
import { addSuiteOptions, type SuiteFlags } from './flags.ts'

/** `conform explain ID`: a case in plain English, and what else is judged on each of its exchanges. */
export function explainCommand(): Command {
  return addSuiteOptions(new Command('explain'))
    .description('a case in plain English: its requirements, its source line, its requests')
    .option('--invariants', 'what is judged on every exchange, too')
    .argument('<id...>', 'case ids or patterns')
    .action(async (patterns: string[], flags: SuiteFlags & { invariants?: boolean }) => {
      const { explainCase, explainInvariant } = await import('../plan/explain.ts')
      const { bundle, cases } = await planFromFlags(patterns, { seed: '0', ...flags })
      const invariants = bundle.suites.flatMap((suite) => suite.invariants.map((one) => `  ${explainInvariant(one)}`))
      const explained = groupBy(cases, ({ template }) => template).flatMap(([, [first, ...others]]) =>
        first === undefined ? [] : [explainCase(first, bundle.contract, others)],
      )
      const common =
        flags.invariants === true
          ? ['On every exchange, of this case and all others', ...invariants, '']
          : [`${invariants.length} invariants hold for each of these exchanges too; --invariants lists them.`, '']
      print(plainLines([...explained, ...common].join('\n')).join('\n'))
    })
}
