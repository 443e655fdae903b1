import { elapsed, grouped, roughly } from '../../../reporters/text/wording.ts'
import type { RunEvent } from '../../report/run-event.ts'

/** The time between two lines about the progress of a run without a status line, in milliseconds. */
export const LINE_EVERY = 60_000

/** Returns a function that makes a line of each progress of a run, and no text of other events: finished and all cases, failures, requests, time. */
export function createProgressLines(): (event: RunEvent) => string {
  let cases = 0
  const [finished, failed] = [new Set<string>(), new Set<string>()]
  return (event) => {
    if (event.type === 'start') cases = event.cases
    if (event.type === 'result') {
      finished.add(event.result.id)
      if (event.result.status === 'fail') failed.add(event.result.id)
    }
    if (event.type !== 'progress') return ''
    const left = event.leftMs === undefined ? '' : `, about ${roughly(event.leftMs)} left`
    const failures = failed.size === 0 ? '' : `, ${grouped(failed.size)} failed`
    return `${grouped(finished.size)} of ${grouped(cases)} cases${failures}; ${grouped(event.sent)} requests, ${elapsed(event.elapsedMs)}${left}\n`
  }
}
