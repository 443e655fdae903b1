import { readFileSync } from 'node:fs'
import type { Report } from '../report/report.ts'
import { UserError } from '../source/mistake.ts'
import { suggestion } from '../source/suggestion.ts'
import { fireAndReport } from './fire-and-report.ts'
import type { ReplayFlags } from './flags.ts'

/** Carries out `conform replay` and returns its exit status, which is that of a run of the one case. */
export async function replay(id: string, { report, ...flags }: ReplayFlags): Promise<number> {
  const told = report === undefined ? {} : replayIn(report, id)
  const seed = flags.seed ?? told.seed
  const path = flags.path ?? told.path
  if (path !== undefined && !/^\d+(:\d+)*$/.test(path))
    throw new UserError(`--path takes what a report calls "path", such as 17:0:2, not "${path}"`)
  if (path !== undefined && seed === undefined)
    throw new UserError('--path means nothing without the seed it was found with; add --seed, or --report FILE')
  return fireAndReport([id], {
    level: 'must',
    ...flags,
    verbose: true,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  })
}

/** Seed and path of a result, as a report has them. */
function replayIn(file: string, id: string): { readonly seed?: string; readonly path?: string } {
  const { results } = readReport(file)
  const result = results.find((one) => one.id === id)
  if (result === undefined) {
    const known = results.map((one) => one.id)
    throw new UserError(`"${id}" is no result of ${file}${suggestion(id, known)}`)
  }
  const { seed, path } = result.replay
  return { seed: String(seed), ...(path === undefined ? {} : { path }) }
}

function readReport(file: string): Pick<Report, 'results'> {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Partial<Report> | null
    if (Array.isArray(report?.results)) return { results: report.results }
  } catch (cause) {
    throw new UserError(`the report ${file} cannot be read: ${(cause as Error).message}`, { cause })
  }
  throw new UserError(`${file} is no report of this tool; write one with --reporter json=${file}`)
}
