import type { ApiDocument } from '../../document/api-document.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import type { Report } from '../../report/report.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import type { LawRun } from '../law-run.ts'
import { runLaws } from '../run-laws.ts'

/** A run of all laws at a handler of requests. */
export function lawRun(
  document: ApiDocument,
  handle: (request: Request) => Promise<Response>,
  more: Partial<LawRun> = {},
): LawRun {
  return {
    document,
    model: inferModel(document),
    target: fetchTarget(handle, DEFAULT_LIMITS),
    principals: {},
    scopes: {},
    mayWrite: () => true,
    seed: 1,
    level: 'must',
    ...more,
  }
}

/** The report of a run of all laws at a handler of requests. */
export function fireAt(...run: Parameters<typeof lawRun>): Promise<Report> {
  return fireRun(lawRun(...run))
}

/** The report of a run. */
export async function fireRun(run: LawRun): Promise<Report> {
  const events = runLaws(run)
  let report: Report | undefined
  for await (const event of events) if (event.type === 'report') report = event
  if (report === undefined) throw new Error('a run ends with a report')
  return report
}

/** The cases of a report that fail or warn, each as `STATUS ID`. */
export function told({ results }: Report): readonly string[] {
  return results.flatMap(({ id, status }) => (status === 'fail' || status === 'warn' ? [`${status} ${id}`] : []))
}
