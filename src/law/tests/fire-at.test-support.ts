import type { ApiDocument } from '../../document/api-document.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import type { Report } from '../../report/report.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import type { LawRun } from '../law-run.ts'
import { runLaws } from '../run-laws.ts'

/** A run of all laws at a handler of requests. Its waits take no time: a handler that stamps members with the time needs `realClock`. */
export function lawRun(
  document: ApiDocument,
  handle: (request: Request) => Promise<Response>,
  more: Partial<LawRun> = {},
): LawRun {
  return {
    document,
    model: inferModel(document),
    target: fetchTarget(refusingNoObjects(handle), DEFAULT_LIMITS),
    principals: {},
    scopes: {},
    mayWrite: () => true,
    seed: 1,
    level: 'must',
    clock: quickClock(),
    ...more,
  }
}

/** Refuses JSON without an object where a handler fails at it, as a framework does. */
function refusingNoObjects(handle: (request: Request) => Promise<Response>): typeof handle {
  return async (request) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const text = isRead ? '' : await request.clone().text()
    const isNone = text === 'null' || (text === '[]' && request.method === 'POST')
    if (!isNone) return handle(request)
    return handle(request).catch(() => new Response(null, { status: 400 }))
  }
}

/** A clock whose waits take no time: they move it. `now`: where it begins, in milliseconds. */
export function quickClock(now = Date.now()): NonNullable<LawRun['clock']> {
  return { now: () => now, sleep: (milliseconds) => Promise.resolve(void (now += milliseconds)) }
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
