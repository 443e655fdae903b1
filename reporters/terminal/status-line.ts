import type { ResultStatus } from '../../src/report/report.ts'
import type { Progress, RunEvent } from '../../src/report/run-event.ts'
import { cut, plainText } from '../text/plain-text.ts'
import { elapsed, grouped, roughly } from '../text/wording.ts'

/** Terminal output around other text: `clear` comes before the text, `draw` after the text. */
interface Redraw {
  readonly clear: string
  readonly draw: string
}

/** Moves the cursor to the start of the line and erases the line. */
const CLEAR = '\r\u001b[2K'

/** Creates the status line: finished cases, all cases, problems, requests, time, wait and the current case. `width` is in columns. */
export function createStatusLine(width: number): (event: RunEvent) => Redraw {
  const done: Record<ResultStatus, number> = { pass: 0, fail: 0, warn: 0, skip: 0, inconclusive: 0 }
  const statuses = new Map<string, ResultStatus>()
  let cases = 0
  let current = ''
  let progress: Progress | undefined
  let drawn = false
  return (event) => {
    const clear = drawn ? CLEAR : ''
    drawn = event.type !== 'report'
    if (event.type === 'start') cases = event.cases
    if (event.type === 'case') current = event.id
    if (event.type === 'progress') progress = event
    if (event.type === 'result') {
      const { id, status } = event.result
      const earlier = statuses.get(id)
      // A clean-up may change the result of an earlier case.
      if (earlier !== undefined) done[earlier] -= 1
      done[status] += 1
      statuses.set(id, status)
    }
    return { clear, draw: drawn ? fit(statusText({ done, cases, current, progress }), width) : '' }
  }
}

interface Status {
  readonly done: Readonly<Record<ResultStatus, number>>
  readonly cases: number
  readonly current: string
  readonly progress: Progress | undefined
}

function statusText({ done, cases, current, progress }: Status): string {
  const finished = Object.values(done).reduce((sum, number) => sum + number, 0)
  const { fail, warn, inconclusive } = done
  const counts = [
    ...(fail > 0 ? [`${fail} failed`] : []),
    ...(warn > 0 ? [`${warn} warned`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
  ]
  const running = current === '' ? [] : [plainText(current)]
  return [`${finished} of ${cases}`, ...counts, ...progressText(progress), ...running].join(' · ')
}

/** The shortest wait that is told, in milliseconds. */
const TOLD = 1_000

function progressText(progress: Progress | undefined): readonly string[] {
  if (progress === undefined) return []
  const { sent, perSecond, elapsedMs, leftMs, waiting } = progress
  const left = leftMs === undefined ? '' : `, about ${roughly(leftMs)} left`
  return [
    ...(waiting === undefined || waiting.leftMs < TOLD ? [] : [waitText(waiting)]),
    `${grouped(sent)} requests, ${grouped(Math.round(perSecond))}/s`,
    `${elapsed(elapsedMs)}${left}`,
  ]
}

function waitText({ cause, leftMs }: NonNullable<Progress['waiting']>): string {
  const why = { 429: 'for the rate limit', 503: 'as a 503 asked', rate: 'for --rate' }[cause]
  return `waiting ${Math.ceil(leftMs / 1000)} s ${why}`
}

/** Cuts the text to a single line, because a wrapped line cannot be erased. Characters beyond Latin may take two columns. */
function fit(text: string, width: number): string {
  const wide = Array.from(text).filter((character) => (character.codePointAt(0) ?? 0) > 0x2ff).length
  return cut(text, Math.max(0, width - 1 - wide))
}
