import { elapsed, grouped, roughly } from '../../../reporters/text/wording.ts'
import type { RunEvent } from '../../report/report.ts'

/** The time between two lines about the progress of a run without a status line, in milliseconds. */
export const LINE_EVERY = 60_000

/** Returns a function that makes a line of each progress of a run, and no text of other events: finished and all cases, failures, requests, time. */
export function createProgressLines(): (event: RunEvent) => string {
  let [cases, finished, failed] = [0, 0, 0]
  return (event) => {
    if (event.type === 'start') cases = event.cases
    if (event.type === 'result') {
      finished += 1
      if (event.result.status === 'fail') failed += 1
    }
    if (event.type !== 'progress') return ''
    const left = event.leftMs === undefined ? '' : `, about ${roughly(event.leftMs)} left`
    const failures = failed === 0 ? '' : `, ${grouped(failed)} failed`
    return `${grouped(finished)} of ${grouped(cases)} cases${failures}; ${grouped(event.sent)} requests, ${elapsed(event.elapsedMs)}${left}\n`
  }
}
