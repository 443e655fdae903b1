import { plainText } from '../../../reporters/text/plain-text.ts'
import type { NamedReport } from '../../report/matrix.ts'
import { mergeShards } from '../../report/merge/merge-shards.ts'
import { mistakeInShards } from '../../report/merge/mistake-in-shards.ts'
import { isShardOfRun } from '../../report/merge/shard-of-run.ts'
import { UserError } from '../../source/mistake.ts'
import { exitStatus } from '../shell/exit-status.ts'
import type { MergeFlags } from '../flags/flags.ts'
import { readCheckedReport } from './read-checked-report.ts'
import { renderReport } from './render-report.ts'

/**
 * Runs `conform merge` and returns the exit status of the run that the shards make.
 * @throws UserError for a report that cannot be read, and for reports that do not make one run.
 */
export async function mergeReports(files: readonly string[], flags: MergeFlags): Promise<number> {
  const named: NamedReport[] = []
  for (const file of files) named.push({ name: file, report: await readCheckedReport(file) })
  const mistake = mistakeInShards(named)
  const [first, ...others] = named.map(({ report }) => report).filter(isShardOfRun)
  if (mistake !== undefined || first === undefined) throw new UserError(plainText(mistake ?? 'no report is given'))
  const report = mergeShards([first, ...others])
  await renderReport(report, { flags, lanes: named.length })
  return exitStatus(report)
}
