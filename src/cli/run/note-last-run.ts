import { dirname, join } from 'node:path'
import type { Settings } from '../../config/settings.ts'
import { lastRunName, nameOf } from '../../group/ledger-name.ts'
import { countKnown, type FailedCase, isJudged, mergeFailures } from '../../report/failures.ts'
import type { Report } from '../../report/report.ts'
import type { RunFlags } from '../flags/flags.ts'
import { type LastRun, readLastRun, writeLastRun } from './last-run-file.ts'
import type { Planned } from '../plan/plan-from-flags.ts'

/** The files that record the last run in each group, beside the ledgers; empty for the embedded server. */
export function lastRunFiles(
  { ledger }: Pick<RunFlags, 'ledger'>,
  { target, groups }: Pick<Settings, 'target' | 'groups'>,
): ReadonlyMap<string, string> {
  if (target === undefined) return new Map()
  const folder = ledger === undefined ? '' : dirname(ledger)
  return new Map(groups.map((group) => [group, join(folder, lastRunName(target, group))]))
}

/** Records what failed, for `--failed`. A record that cannot be written costs the verdict nothing, so it only warns. */
export function noteLastRun(report: Report, { bundle, cases, narrowed, shard }: Planned, noting: Noting): void {
  const { target } = noting.settings
  // A replay of one example tells nothing about the others, and a run that judged nothing is no last run.
  if (target === undefined || noting.flags.path !== undefined || !report.results.some(isJudged)) return
  const planned = narrowed || shard !== undefined ? undefined : new Set(cases.map(({ id }) => id))
  const known = countKnown(report)
  const now = { contract: bundle.contract.name, target: nameOf(target), verdict: report.verdict }
  for (const [group, file] of lastRunFiles(noting.flags, noting.settings)) {
    const earlier = earlierIn(file, { ...now, group })
    try {
      const failed = mergeFailures(earlier, report, planned)
      writeLastRun(file, { ...now, group, failed, ...(known === 0 ? {} : { known }) })
    } catch (cause) {
      process.stderr.write(
        `${file} cannot be written, so --failed will not know this run: ${(cause as Error).message}\n`,
      )
    }
  }
}

/** The failures that the records of all groups of a run have. */
export function recordedFailures(contract: string, { flags, settings }: Noting): readonly FailedCase[] {
  const { target } = settings
  if (target === undefined) return []
  return [...lastRunFiles(flags, settings)].flatMap(([group, file]) =>
    earlierIn(file, { contract, target: nameOf(target), group }),
  )
}

interface Noting {
  readonly flags: RunFlags
  readonly settings: Settings
}

/** The failures of the earlier record. A damaged record, or one of another contract, is replaced. */
function earlierIn(file: string, { contract, target, group }: Omit<LastRun, 'failed' | 'verdict'>): LastRun['failed'] {
  try {
    const earlier = readLastRun(file)
    return earlier?.contract === contract && earlier.target === target && earlier.group === group ? earlier.failed : []
  } catch {
    return []
  }
}
