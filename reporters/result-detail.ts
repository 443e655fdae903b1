import type { Evidence } from '../src/secrets/evidence.ts'
import type { ReportedFinding, Result } from '../src/report/report.ts'
import { counterexampleRows, declaredLines } from './counterexample-detail.ts'
import { exchangeOf, exchangeRows, findingRows, layOut, sourceRows } from './finding-detail.ts'
import { plainText } from './plain-text.ts'
import { counted } from './wording.ts'

/** How the parts of a detail are painted; plain where nothing is given. */
export interface DetailStyle {
  readonly width: number
  readonly heading?: (text: string, level: ReportedFinding['level']) => string
  readonly label?: (text: string) => string
  /** Whether only its place is told of a finding. */
  readonly inBrief?: (finding: ReportedFinding) => boolean
}

/** All that is known of some findings of a result: each cause once, each exchange once; then how to get there. */
export function resultDetail(
  result: Result,
  findings: readonly ReportedFinding[],
  style: DetailStyle,
): readonly string[] {
  const shown = new Set<Evidence>()
  const lines = distinct(findings).flatMap(({ finding, more }) => {
    const brief = style.inBrief?.(finding) === true
    const exchange = brief ? undefined : exchangeOf(finding, result)
    const fresh = exchange !== undefined && !shown.has(exchange)
    if (exchange !== undefined) shown.add(exchange)
    const rows = [...findingRows(finding, result), ...(fresh ? exchangeRows(exchange, style.width) : [])]
    return [headingOf(finding, style)].concat(layOut(rows, style.label).map(indent), againOf(more))
  })
  const unanswered = findings.length === 0 ? lastExchange(result, style) : []
  const { counterexample } = result
  const rows = [...(counterexample === undefined ? [] : counterexampleRows(counterexample)), ...sourceRows(result)]
  return [
    ...lines,
    ...notesOn(result),
    ...unanswered,
    ...layOut(rows, style.label),
    ...(counterexample === undefined ? [] : declaredLines(counterexample)),
  ]
}

/** `must second-create-conflicts: expected status 409; the answer is 200`, safe to print. */
export function headingOf(
  { level, requirement, message }: Pick<ReportedFinding, 'level' | 'requirement' | 'message'>,
  style: Pick<DetailStyle, 'heading'>,
): string {
  const text = `${level} ${requirement}`
  return `${style.heading?.(text, level) ?? text}: ${plainText(message)}`
}

function againOf(more: number): readonly string[] {
  return more === 0 ? [] : [`  (and ${counted(more, 'finding')} more like it in this case)`]
}

export interface Distinct {
  readonly finding: ReportedFinding
  /** How many others of the result have the same cause. */
  readonly more: number
}

/** The findings of a result that differ in cause. */
export function distinct(findings: readonly ReportedFinding[]): readonly Distinct[] {
  const causes = new Map<string, ReportedFinding[]>()
  for (const finding of findings) {
    const same = causes.get(finding.cause)
    if (same === undefined) causes.set(finding.cause, [finding])
    else same.push(finding)
  }
  return [...causes.values()].flatMap(([finding, ...others]) =>
    finding === undefined ? [] : [{ finding, more: others.length }],
  )
}

function notesOn({ flaky, reason, status }: Result): readonly string[] {
  return [
    ...(flaky === true ? ['flaky: it passed when it was tried once more, alone'] : []),
    ...(reason === undefined ? [] : [`${status === 'inconclusive' ? 'reason' : 'ended early'}: ${plainText(reason)}`]),
  ]
}

/** What came last, where nothing was found: it is what could not be judged. */
function lastExchange({ exchanges }: Result, { width, label }: DetailStyle): readonly string[] {
  const last = exchanges.at(-1)
  return last === undefined ? [] : layOut(exchangeRows(last, width), label).map(indent)
}

function indent(line: string): string {
  return `  ${line}`
}
