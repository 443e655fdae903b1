import type { Report } from '../../report/report.ts'
import type { RunEvent } from '../../report/run-event.ts'
import type { MergeFlags } from '../flags/flags.ts'
import { openReports, reportFlags } from './reports.ts'

interface Rendering {
  readonly flags: MergeFlags
  /** The lanes that the reports name. */
  readonly lanes?: number
  /** Masks secrets in what is printed. Default: they are masked already. */
  readonly guard?: (text: string) => string
}

/** Renders a report as if its run went on now. */
export async function renderReport(report: Report, rendering: Rendering): Promise<void> {
  const { flags, lanes = 1, guard = (text) => text } = rendering
  const reports = await openReports(flags.reporter ?? ['spec'], reportFlags(flags, guard))
  try {
    for (const event of eventsOf(report, lanes)) reports.event(event)
    await reports.commit(report)
  } catch (error) {
    reports.discard()
    throw error
  }
}

function* eventsOf(report: Report, lanes: number): Generator<RunEvent> {
  const { target, embedded, recorded, seed, results, notReached = [], budget } = report
  const open = new Set([...notReached, ...(budget?.leftOut ?? [])])
  const cases = results.length + open.size
  yield {
    type: 'start',
    target,
    ...(embedded === true ? { embedded } : {}),
    ...(recorded === true ? { recorded } : {}),
    seed,
    cases,
    lanes,
  }
  for (const result of results) {
    yield { type: 'case', id: result.id, title: result.title }
    yield { type: 'result', result }
  }
  yield { type: 'report', ...report }
}
