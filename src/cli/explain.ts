import { Command } from 'commander'
import { plainLines } from '../../reporters/plain-text.ts'
import { groupBy } from '../../reporters/wording.ts'
import { print } from './print.ts'
import { planFromFlags } from './plan-from-flags.ts'
import { addSuiteOptions, type SuiteFlags } from './flags.ts'

/** Creates `conform explain`, which describes cases in plain English, with the invariants of each exchange. */
export function explainCommand(): Command {
  return addSuiteOptions(new Command('explain'))
    .description('describe cases in plain English: requirements, source line, requests')
    .option('--invariants', 'list the invariants too, which hold for every exchange')
    .argument('<id...>', 'case ids or patterns')
    .action(async (patterns: string[], flags: SuiteFlags & { invariants?: boolean }) => {
      const { explainCase, explainInvariant } = await import('../plan/explain.ts')
      const { bundle, cases } = await planFromFlags(patterns, { seed: '0', ...flags })
      const invariants = bundle.suites.flatMap((suite) =>
        suite.invariants.map((invariant) => `  ${explainInvariant(invariant)}`),
      )
      const explained = groupBy(cases, ({ template }) => template).flatMap(([, [first, ...others]]) =>
        first === undefined ? [] : [explainCase(first, bundle.contract, others)],
      )
      const common =
        flags.invariants === true
          ? ['Invariants of every exchange', ...invariants, '']
          : [`${invariants.length} invariants hold for each exchange too; --invariants lists them.`, '']
      print(plainLines([...explained, ...common].join('\n')).join('\n'))
    })
}
