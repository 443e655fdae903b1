import { Argument, Command, Option } from 'commander'
import { ID_KINDS, type IdKind } from './completion/id-kinds.ts'
import type { Shell } from './completion/scripts.ts'

interface CompletionFlags {
  readonly ids?: string
  readonly of: IdKind
}

/** Creates `conform completion`, which prints the script that completes command lines of this tool in a shell. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print the script that completes commands, options and ids in a shell')
    .addArgument(new Argument('<shell>', 'shell to print the script for').choices(['bash', 'zsh', 'fish']))
    .addOption(new Option('--ids <word>', 'print the ids that begin with the word, as the script asks').hideHelp())
    .addOption(new Option('--of <sort>', 'the sort of the ids').choices(ID_KINDS).default('id').hideHelp())
    .action(async (shell: Shell, { ids, of }: CompletionFlags, command: Command) => {
      if (ids !== undefined) {
        const { idsFrom } = await import('./completion/ids.ts')
        process.stdout.write((await idsFrom(of, ids)).map((id) => `${id}\n`).join(''))
        return
      }
      const [{ SCRIPTS }, { vocabulary }] = await Promise.all([
        import('./completion/scripts.ts'),
        import('./completion/vocabulary.ts'),
      ])
      process.stdout.write(SCRIPTS[shell](vocabulary(command.parent ?? command)))
    })
}
