import { counted } from '../../../reporters/text/wording.ts'
import { nameOf } from '../../group/ledger-name.ts'
import type { Report } from '../../report/report.ts'
import type { RunEvent } from '../../report/run-event.ts'
import { cleanupLine } from '../flags/cleanup-line.ts'
import type { RunFlags } from '../flags/flags.ts'
import { createProgressLines, LINE_EVERY } from './progress-lines.ts'
import type { Reports } from './reports.ts'

/** The destinations of the events of a run. */
export interface Passing {
  readonly flags: RunFlags
  readonly reports: Reports
  readonly superseded: () => boolean
  readonly target: URL
  /** The target is the embedded server. */
  readonly local: boolean
}

/** Passes the events of a run to the reports, and returns the last event. */
export async function passOn(events: AsyncIterable<RunEvent>, passing: Passing): Promise<Report> {
  const { flags, reports, superseded } = passing
  const tellProgress = reports.live || flags.quiet === true ? undefined : createProgressLines()
  let report: Report | undefined
  for await (const event of events) {
    if (event.type === 'report') report = event
    if (superseded()) continue
    if (event.type === 'cleanup') tellCleanUp(event.members, passing)
    process.stderr.write(tellProgress?.(event) ?? '')
    reports.event(event)
  }
  if (report === undefined) throw new Error('the run ended without a report')
  return report
}

/** The time between two events that tell the progress, in milliseconds: redraws of a status line, or lines. */
export function progressEvery({ live }: Pick<Reports, 'live'>): number {
  return live ? REDRAW : LINE_EVERY
}

/** The time between two redraws of the status line, in milliseconds. */
const REDRAW = 500

/** Erases the status line. */
export const CLEAR_LINE = '\r\u001b[2K'

/** Tells a person who interrupts the run what it still does. The members of an embedded server end with the run. */
function tellCleanUp(members: number, { flags, target, local, reports }: Passing): void {
  if (members === 0) return
  if (reports.live) process.stdout.write(CLEAR_LINE)
  const them = members === 1 ? 'it' : 'them'
  const later = `; Ctrl-C again leaves ${them}, \`${cleanupLine(flags, nameOf(target))}\` removes ${them} later`
  process.stderr.write(`removing ${counted(members, 'member')}${local ? '' : later}\n`)
}
