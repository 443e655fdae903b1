import type { Cause, Report } from '../../src/report/report.ts'
import type { RunEvent } from '../../src/report/run-event.ts'
import { plainText, shortPlainText } from '../text/plain-text.ts'
import type { ReporterOptions } from '../reporter.ts'
import { gatingCauses } from '../text/gating-causes.ts'
import { newResults } from '../text/new-results.ts'
import { renderVerdict } from './spec-summary.ts'
import { shownResults } from '../text/shown-results.ts'
import { toldFinding } from '../text/told-finding.ts'
import { createStyles, type Styles } from '../text/styles.ts'
import { counted, grouped, groupBy, largestFirst, resultNoun } from '../text/wording.ts'

/** The most lines of reasons. Each cause has its line. */
const LINES = 20
/** The longest text of a line, in characters: a request, a message and two values. */
const LONGEST = 400

/** Renders a line for each cause that gates the verdict and for each reason of inconclusive cases, then the verdict. */
export function createQuietRenderer(options: ReporterOptions): (event: RunEvent) => string {
  const styles = createStyles(options)
  return (event) => {
    if (event.type !== 'report') return ''
    const lines = [...causeLines(event, styles), ...inconclusiveLines(event, styles), renderVerdict(event, styles)]
    return `${lines.join('\n')}\n`
  }
}

function causeLines(report: Report, styles: Styles): readonly string[] {
  const shown = shownResults(report)
  return gatingCauses(report).map((cause) => {
    const { result, finding } = shown.get(cause.id) ?? {}
    const message = `${cause.message}${placeOf(cause)}`
    const told = result === undefined || finding === undefined ? message : toldFinding({ ...finding, message }, result)
    const text = shortPlainText(`${cause.requirement}: ${told}`, LONGEST)
    const ids = newResults(cause, report)
    // The case whose finding the line has is named, where the case is new.
    const named = ids.includes(cause.first) ? [...new Set([cause.first, ...ids])] : ids
    return `${styles.status(statusOf(cause))} ${text}  (${extent(named, report)})`
  })
}

/** ` at body#/region`; empty for a status, which the message names. */
function placeOf({ places: [place = STATUS] }: Cause): string {
  return place === STATUS ? '' : ` at ${place}`
}

const STATUS = 'status'

function statusOf({ level }: Cause): 'fail' | 'warn' {
  return level === 'must' ? 'fail' : 'warn'
}

function inconclusiveLines(report: Report, styles: Styles): readonly string[] {
  const { results } = report
  const open = results.filter(({ status }) => status === 'inconclusive')
  const groups = largestFirst(groupBy(open, ({ reason }) => reason ?? 'no reason'))
  const lines = groups.map(([reason, group]) => {
    const ids = group.map(({ id }) => id)
    return `${styles.status('inconclusive')} ${shortPlainText(reason, LONGEST)}  (${extent(ids, report)})`
  })
  return atMost(lines)
}

/** `23 cases, first create.twice[DATADOG]` */
function extent(ids: readonly string[], report: Report): string {
  const [first = ''] = ids
  return ids.length === 1 ? plainText(first) : `${counted(ids.length, resultNoun(report))}, first ${plainText(first)}`
}

function atMost(lines: readonly string[]): readonly string[] {
  if (lines.length <= LINES) return lines
  const more = lines.length - LINES
  return [...lines.slice(0, LINES), `and ${grouped(more)} more reason${more === 1 ? '' : 's'}`]
}
