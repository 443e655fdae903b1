import { Command } from 'commander'
import { addSuiteOptions, addRunOptions, type ReplayFlags } from './flags/flags.ts'
import { addLawOptions } from './flags/law-flags.ts'

/** Creates `conform replay`, which runs a case again; for a property, only its counterexample. */
export function replayCommand(): Command {
  return addLawOptions(addRunOptions(addSuiteOptions(new Command('replay'))))
    .description('run a case again; for a property, only the counterexample')
    .argument('<id>', 'id of a case')
    .option('--path <path>', 'path of the counterexample, as in the report')
    .option('--report <file>', 'JSON report with the seed and the path')
    .action(async (id: string, flags: ReplayFlags) => {
      const { replay } = await import('./run/replay-case.ts')
      process.exitCode = await replay(id, flags)
    })
}
