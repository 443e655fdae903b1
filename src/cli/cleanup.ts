import { Command } from 'commander'
import { addTargetOptions, DEFAULT_LEDGER, type CleanupFlags } from './flags.ts'

/** `conform cleanup`: removes what a run that was killed has left on its target, and nothing else. */
export function cleanupCommand(): Command {
  return addTargetOptions(new Command('cleanup'))
    .description('remove what a run that was killed has left on its target')
    .option('--config <file>', 'configuration; by default ./conform.config.yaml where there is one')
    .option('--ledger <file>', 'the ledger of that run', DEFAULT_LEDGER)
    .option('--dry-run', 'say what would be removed; nothing is')
    .action(async (flags: CleanupFlags) => {
      const { cleanUpTarget } = await import('./clean-up-target.ts')
      process.exitCode = await cleanUpTarget(flags)
    })
}
