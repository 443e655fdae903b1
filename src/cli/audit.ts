import { Command, Option } from 'commander'
import type { AuditFlags } from './flags/flags.ts'
import { addDetailOptions, addReporterOption } from './flags/report-options.ts'

/** Creates `conform audit`, which judges recorded exchanges. */
export function auditCommand(): Command {
  const command = new Command('audit')
    .description('judge recorded exchanges by what holds for every answer; nothing is sent')
    .argument('<file>', 'HAR 1.2, or NDJSON with an exchange a line (*.ndjson, *.jsonl)')
    .option('--contract <name>', 'name of a contract of this package, or a folder with a contract.yaml')
    .option('--as-of <version>', 'hold the recording to an earlier version of the contract')
  return addDetailOptions(addReporterOption(command), 'exchange')
    .addOption(
      new Option('--level <level>', 'lowest level whose findings make the verdict "violates"')
        .choices(['must', 'should'])
        .default('must'),
    )
    .action(async (file: string, flags: AuditFlags) => {
      const { auditRecording } = await import('./report/audit-recording.ts')
      process.exitCode = await auditRecording(file, flags)
    })
}
