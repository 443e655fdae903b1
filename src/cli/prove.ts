import { Command } from 'commander'
import { collect, type ProveFlags } from './flags.ts'

/** `conform prove`: fires the suite at servers whose correct verdict is known. */
export function proveCommand(): Command {
  return new Command('prove')
    .description('fire the suite at servers whose correct verdict is known: each fault is killed, no other is accused')
    .option('--full', 'fire all rows at all servers; without it a fault is left at its first kill')
    .option('--fault <pattern>', 'only these faults, and no other server; * stands for any text; repeatable', collect)
    .option(
      '--server <pattern>',
      'only these servers without a fault: the reference, variants of it, null servers; repeatable',
      collect,
    )
    .option('--case <pattern>', 'only these cases; repeatable', collect)
    .option('--json <file>', 'write the proof as JSON')
    .option('--page <file>', 'write the proof as a page in Markdown')
    .option(
      '--update',
      'bring the records beside the suites up to date, and docs/proof.md; --case: for these cases alone',
    )
    .option('--render', 'render docs/proof.md from the records; nothing is fired')
    .option('--list', 'list the servers and the requirement that each fault violates; nothing is fired')
    .option('--seed <n>', 'the seed of secrets and values', '1')
    .option('--runs <n>', 'the number of values that a property is tried with, beyond its boundaries', '10')
    .option('--threads <n>', 'the number of worker threads (default: the number of processors)')
    .action(async (flags: ProveFlags) => {
      const { prove } = await import('./prove-all.ts')
      process.exitCode = await prove(flags)
    })
}
