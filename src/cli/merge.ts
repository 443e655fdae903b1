import { Command } from 'commander'
import type { MergeFlags } from './flags/flags.ts'
import { addReporterOption, addSlowestOption } from './flags/report-options.ts'

/** Creates `conform merge`, which makes one report of the reports of all shards. */
export function mergeCommand(): Command {
  const command = new Command('merge')
    .description('make one report of the JSON reports of all shards; the exit status is that of the whole run')
    .argument('<report...>', 'JSON reports of `run --shard`')
  return addSlowestOption(addReporterOption(command))
    .option('--quiet', 'print one line for each cause, and the verdict')
    .option('--verbose', 'print every case, and keep every exchange in the reports')
    .action(async (reports: string[], flags: MergeFlags) => {
      const { mergeReports } = await import('./report/merge-reports.ts')
      process.exitCode = await mergeReports(reports, flags)
    })
}
