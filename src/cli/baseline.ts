import { Command } from 'commander'
import { addContractOptions, addDocumentOption, type BaselineFlags } from './flags/flags.ts'

/** Creates `conform baseline`, which writes the failures of a report as known failures. */
export function baselineCommand(): Command {
  return addDocumentOption(addContractOptions(new Command('baseline')))
    .description('write the failures of a JSON report as known failures, which no longer gate the verdict of a run')
    .argument('[report]', 'JSON report of a run (default: standard input)')
    .option(
      '--baseline <file>',
      'file to write or update (default: that of the configuration, or conform.baseline.yaml)',
    )
    .action(async (report: string | undefined, flags: BaselineFlags) => {
      const { writeBaseline } = await import('./report/write-baseline.ts')
      await writeBaseline(report, flags)
    })
}
