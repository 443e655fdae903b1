import { Command } from 'commander'
import { addWritingOptions, type ReplayFlags } from './flags.ts'
import { addSuiteOptions } from './flags.ts'

/** `conform replay ID`: fire one case again, a property with the very value that broke it. */
export function replayCommand(): Command {
  return addWritingOptions(addSuiteOptions(new Command('replay')))
    .description('fire one case again: of a property, only the counterexample')
    .argument('<id>', 'the id of one case')
    .option('--path <path>', "the counterexample's path, as the report gives it")
    .option('--report <file>', 'a JSON report that has seed and path')
    .action(async (id: string, flags: ReplayFlags) => {
      const { replay } = await import('./replay-case.ts')
      process.exitCode = await replay(id, flags)
    })
}
