import { Command } from 'commander'
import { addTargetOptions, type CleanupFlags } from './flags/flags.ts'

/** Creates `conform cleanup`, which removes the members that a killed run left on its target. */
export function cleanupCommand(): Command {
  return addTargetOptions(new Command('cleanup'), '(must be the target of the ledger)')
    .description('remove the members that a killed run left on its target')
    .option('--config <file>', 'configuration file (default: ./conform.config.yaml, if present)')
    .option('--contract <name>', 'contract of the ledger, or its folder (default: the one that the ledger names)')
    .option('--ledger <file>', 'ledger of the killed run (default: each conform.ledger*.jsonl of the target)')
    .option('--dry-run', 'list the members to remove, and remove nothing')
    .action(async (flags: CleanupFlags) => {
      const { cleanUpTarget } = await import('./cleanup/clean-up-target.ts')
      process.exitCode = await cleanUpTarget(flags)
    })
}
