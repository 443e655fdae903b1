import { Command } from 'commander'
import type { MergeFlags } from './flags/flags.ts'
import { addDetailOptions, addReporterOption, addSlowestOption } from './flags/report-options.ts'

/** Creates `conform merge`, which makes one report of the reports of all shards. */
export function mergeCommand(): Command {
  const command = new Command('merge')
    .description('make one report of the JSON reports of all shards; the exit status is that of the whole run')
    .argument('<report...>', 'JSON reports of `run --shard`')
  return addDetailOptions(addSlowestOption(addReporterOption(command)), 'case').action(
    async (reports: string[], flags: MergeFlags) => {
      const { mergeReports } = await import('./report/merge-reports.ts')
      process.exitCode = await mergeReports(reports, flags)
    },
  )
}
