import { plainText } from '../../reporters/plain-text.ts'
import type { NamedReport } from '../report/matrix.ts'
import { mergeShards } from '../report/merge/merge-shards.ts'
import { mistakeInShards } from '../report/merge/mistake-in-shards.ts'
import { isShardOfRun } from '../report/merge/shard-of-run.ts'
import type { Report, RunEvent } from '../report/report.ts'
import { UserError } from '../source/mistake.ts'
import { exitStatus } from './exit-status.ts'
import type { MergeFlags } from './flags.ts'
import { readCheckedReport } from './read-checked-report.ts'
import { openReports } from './reports.ts'

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
  await render(report, named.length, flags)
  return exitStatus(report)
}

/** Renders a report as if its run went on now. Secrets are masked in it already. */
async function render(report: Report, lanes: number, { reporter, quiet, verbose, slowest }: MergeFlags): Promise<void> {
  const reports = await openReports(reporter ?? ['spec'], {
    quiet: quiet === true,
    verbose: verbose === true,
    ...(slowest === undefined ? {} : { slowest: Number(slowest) }),
    guard: (text) => text,
    environment: { ...process.env, PWD: process.cwd() },
  })
  try {
    for (const event of eventsOf(report, lanes)) reports.event(event)
    await reports.commit(report)
  } catch (error) {
    reports.discard()
    throw error
  }
}

function* eventsOf(report: Report, lanes: number): Generator<RunEvent> {
  const { target, embedded, seed, results, notReached = [], budget } = report
  const open = new Set([...notReached, ...(budget?.leftOut ?? [])])
  const cases = results.length + open.size
  yield { type: 'start', target, ...(embedded === true ? { embedded } : {}), seed, cases, lanes }
  for (const result of results) {
    yield { type: 'case', id: result.id, title: result.title }
    yield { type: 'result', result }
  }
  yield { type: 'report', ...report }
}
