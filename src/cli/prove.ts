import { Command } from 'commander'
import { collect, type ProveFlags } from './flags.ts'

/** `conform prove`: the suite fired at servers whose rights and wrongs are known. */
export function proveCommand(): Command {
  return new Command('prove')
    .description(
      'fire the suite at servers whose rights and wrongs are known: does it find each fault, and nothing else?',
    )
    .option('--full', 'everything at everything, not each fault until its first kill')
    .option('--fault <pattern>', 'only these faults, and no other server; * stands for anything; repeatable', collect)
    .option(
      '--server <pattern>',
      'only these of the servers without a fault: the reference, variants of it, null servers; repeatable',
      collect,
    )
    .option('--case <pattern>', 'only these cases; repeatable', collect)
    .option('--json <file>', 'write the matrix as JSON')
    .option('--page <file>', 'write it as a page in Markdown')
    .option('--update', "with --full: write the package's own page and record, from which the next proof starts")
    .option('--list', 'say which servers there are, and what each fault violates; nothing is fired')
    .option('--seed <n>', 'what secrets and values are drawn from', '1')
    .option('--runs <n>', 'how many values a property is tried with, beyond its boundaries at least', '10')
    .option('--threads <n>', 'how many servers are tried side by side (default: one a processor)')
    .action(async (flags: ProveFlags) => {
      const { prove } = await import('./prove-all.ts')
      process.exitCode = await prove(flags)
    })
}
