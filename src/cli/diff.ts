import { Command, Option } from 'commander'
import { DIFF_FORMATS, type DiffFlags } from './flags/flags.ts'

/** Creates `conform diff`, which compares two JSON reports. */
export function diffCommand(): Command {
  return new Command('diff')
    .description(
      'compare two JSON reports: regressions, what is mended, new or gone, changed evidence, slower operations',
    )
    .argument('<from>', 'JSON report of the earlier run')
    .argument('<to>', 'JSON report of the later run')
    .addOption(new Option('--format <format>', 'format of the output').choices(DIFF_FORMATS).default('text'))
    .action(async (from: string, to: string, flags: DiffFlags) => {
      const { printDiff } = await import('./report/print-diff.ts')
      process.exitCode = await printDiff(from, to, flags)
    })
}
