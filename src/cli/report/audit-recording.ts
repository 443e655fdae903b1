import { shellQuoted } from '../../source/shell-word.ts'
import { createAudit } from '../../audit/audit.ts'
import { loadBundle } from '../../bundle/load-bundle.ts'
import { contractAsOf } from '../../contract/contract-as-of.ts'
import { UserError } from '../../source/mistake.ts'
import { TOOL } from '../../source/tool.ts'
import { calledAs } from '../shell/called-as.ts'
import { exitStatus } from '../shell/exit-status.ts'
import type { AuditFlags } from '../flags/flags.ts'
import { readRecording } from './read-recording.ts'
import { renderReport } from './render-report.ts'

/** The most exchanges of one audit: each has a result in the report. */
const MOST_EXCHANGES = 100_000

/**
 * Runs `conform audit` and returns the exit status of its verdict.
 * @throws UserError for a file that cannot be read or is no recording.
 */
export async function auditRecording(file: string, flags: AuditFlags): Promise<number> {
  const bundle = await loadBundle(flags.contract ?? TOOL.contract)
  const audit = createAudit({
    ...bundle,
    contract: contractAsOf(bundle.contract, flags.asOf),
    file,
    command: `${calledAs()} audit ${shellQuoted(file)}`,
    level: flags.level,
    verbose: flags.verbose === true,
  })
  const [startedAt, started] = [new Date().toISOString(), performance.now()]
  let count = 0
  // An early answer may show what a later request sends, so all secrets are known before the first exchange is judged.
  for await (const recorded of readRecording(file)) {
    audit.learn(recorded)
    count += 1
    if (count > MOST_EXCHANGES) throw new UserError(`${file} has more than 100,000 exchanges; split it`)
  }
  for await (const recorded of readRecording(file)) audit.judge(recorded)
  const report = audit.report(startedAt, Math.round(performance.now() - started))
  await renderReport(report, { flags, guard: audit.secrets.guard })
  return exitStatus(report)
}
