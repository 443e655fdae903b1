import type { ResultStatus, RunEvent } from '../src/report/report.ts'
import { cut, plainText } from './plain-text.ts'

/** What takes the status line away, and what draws it anew below whatever was printed in between. */
export interface Redraw {
  readonly clear: string
  readonly draw: string
}

/** To the start of the line, and erase it: no other control is needed to redraw a single line. */
const CLEAR = '\r\u001b[2K'

/** The last line of a terminal while a run goes: how many of how many, what went wrong so far, and what runs. */
export function createStatusLine(width: number): (event: RunEvent) => Redraw {
  const done: Record<ResultStatus, number> = { pass: 0, fail: 0, warn: 0, skip: 0, inconclusive: 0 }
  let cases = 0
  let current = ''
  let drawn = false
  return (event) => {
    const clear = drawn ? CLEAR : ''
    drawn = event.type !== 'report'
    if (event.type === 'start') cases = event.cases
    if (event.type === 'case') current = event.id
    if (event.type === 'result') done[event.result.status] += 1
    return { clear, draw: drawn ? fit(statusText(done, cases, current), width) : '' }
  }
}

function statusText(done: Readonly<Record<ResultStatus, number>>, cases: number, current: string): string {
  const finished = Object.values(done).reduce((sum, number) => sum + number, 0)
  const { fail, warn, inconclusive } = done
  const counts = [
    ...(fail > 0 ? [`${fail} failed`] : []),
    ...(warn > 0 ? [`${warn} warned`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
  ]
  const running = current === '' ? [] : [plainText(current)]
  return [`${finished} of ${cases}`, ...counts, ...running].join(' · ')
}

/** A line that wrapped could not be erased as one. A character beyond Latin may take two columns. */
function fit(text: string, width: number): string {
  const wide = Array.from(text).filter((character) => (character.codePointAt(0) ?? 0) > 0x2ff).length
  return cut(text, Math.max(0, width - 1 - wide))
}
