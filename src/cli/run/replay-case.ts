import { isExamplePath } from '../../draw/follow-path.ts'
import { UserError } from '../../source/mistake.ts'
import { suggestion } from '../../source/suggestion.ts'
import { fireAndReport } from './fire-and-report.ts'
import type { ReplayFlags } from '../flags/flags.ts'
import { type LawRunFlags, refuseLawFlags } from '../flags/law-flags.ts'
import { namesResources } from '../plan/plan-any.ts'

/**
 * Runs `conform replay` and returns its exit status, which is the status of a run of the case.
 * @throws UserError for an invalid path, a path without a seed, or an unreadable report.
 */
export async function replay(id: string, { report, ...flags }: ReplayFlags & Partial<LawRunFlags>): Promise<number> {
  const recorded = report === undefined ? {} : await replayIn(report, id)
  const seed = flags.seed ?? recorded.seed
  const path = flags.path ?? recorded.path
  if (path !== undefined && !isExamplePath(path))
    throw new UserError(`--path takes a path from a report, such as 17:0:2 or 3-9:1, not "${path}"`)
  if (path !== undefined && seed === undefined)
    throw new UserError('--path needs the seed of the same run; add --seed N or --report FILE')
  const again: LawRunFlags = {
    level: 'must',
    ...flags,
    verbose: true,
    // A person looks at one case: its failure is told in full, known or not.
    baseline: false,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  }
  if (!(await namesResources(again))) {
    refuseLawFlags(again)
    return fireAndReport([id], again)
  }
  const { fireLaws } = await import('./fire-laws.ts')
  return fireLaws([id], again)
}

/** Reads the seed and the path of a result from a report. */
async function replayIn(file: string, id: string): Promise<{ readonly seed?: string; readonly path?: string }> {
  // A dynamic import keeps a replay without a report fast.
  const { readCheckedReport } = await import('../report/read-checked-report.ts')
  const { results } = await readCheckedReport(file)
  const result = results.find((candidate) => candidate.id === id)
  if (result === undefined) {
    const known = results.map((candidate) => candidate.id)
    const row = known.find((one) => one.startsWith(`${id}[`))
    const hint = row === undefined ? suggestion(id, known) : `; name one row of the case, such as "${row}"`
    throw new UserError(`the report ${file} has no result "${id}"${hint}`)
  }
  const { seed, path } = result.replay
  return { seed: String(seed), ...(path === undefined ? {} : { path }) }
}
