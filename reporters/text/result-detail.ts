import type { Only } from '../../src/report/contrast.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import type { ReportedFinding, Result } from '../../src/report/report.ts'
import type { ReportedCounterexample } from '../../src/report/reported-counterexample.ts'
import { counterexampleRows, declaredLines } from './counterexample-detail.ts'
import { curlLines } from './curl-of-moment.ts'
import { exchangeOf, exchangeRows, findingRows, layOut, sourceRows } from './finding-detail.ts'
import { contrastText } from './only-text.ts'
import { plainText } from './plain-text.ts'
import { counted, groupBy } from './wording.ts'

/** Styles of a detail. Without a style, the text is plain. */
export interface DetailStyle {
  /** The width of body lines, in columns. */
  readonly width: number
  /** Blanks before each line, but not before YAML that is there to be pasted. Default: none. */
  readonly margin?: string
  readonly heading?: (text: string, level: ReportedFinding['level']) => string
  readonly label?: (text: string) => string
  /** The traits of the requests of a cause alone, by the id of the cause. Default: nothing is told. */
  readonly contrasts?: ReadonlyMap<string, Only>
}

/** The columns of body lines on a terminal. Indentation, labels and the bar take 18 columns. */
export function bodyWidth(terminal: number): number {
  return Math.max(20, Math.min(terminal, 160) - 18)
}

/** Lines for findings of a result: each cause once, each exchange once, then notes, source and replay command. */
export function resultDetail(
  result: Result,
  findings: readonly ReportedFinding[],
  style: DetailStyle,
): readonly string[] {
  const shown = new Set<Evidence>()
  const drawn = findings.filter((finding) => isCounterexampleOf(finding, result))
  const sorted = [...drawn, ...findings.filter((finding) => !drawn.includes(finding))]
  const lines = distinct(sorted).flatMap(({ finding, more }) => {
    const exchange = exchangeOf(finding, result)
    const isNew = exchange !== undefined && !shown.has(exchange)
    if (exchange !== undefined) shown.add(exchange)
    const only = style.contrasts?.get(finding.cause)
    const rows = [
      ...(only === undefined ? [] : [{ label: 'only', lines: [contrastText(only)] }]),
      ...findingRows(finding, result),
      ...(isNew
        ? exchangeRows(exchange, { width: style.width, at: finding.at }, curlLines(exchange, finding, result))
        : []),
      ...(isCounterexampleOf(finding, result) ? counterexampleRows(result.counterexample) : []),
      ...(finding.replay === undefined ? [] : [{ label: 'replay', lines: [plainText(finding.replay)] }]),
    ]
    return [headingOf(finding, style)].concat(layOut(rows, style.label).map(indent), repeatsOf(more))
  })
  const unjudged = unjudgedExchange(result, findings)
  const open = unjudged === undefined || shown.has(unjudged) ? [] : exchangeLines(unjudged, style)
  const { counterexample } = result
  const { margin = '' } = style
  const detail = [...lines, ...notesOn(result), ...open, ...layOut(sourceRows(result, findings), style.label)]
  return [
    ...detail.map((line) => `${margin}${line}`),
    ...(counterexample !== undefined && findings.some((finding) => isCounterexampleOf(finding, result))
      ? declaredLines(counterexample, { margin, shows: shownBy(result, findings) })
      : []),
    ...distinct(findings).flatMap(({ finding }) =>
      finding.declaredCase === undefined
        ? []
        : declaredLines({ case: finding.declaredCase }, { margin, shows: finding.requirement, replay: 'its replay' }),
    ),
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

function repeatsOf(more: number): readonly string[] {
  return more === 0 ? [] : [`  (and ${counted(more, 'more finding')} with this cause in this case)`]
}

/** The first finding of a cause within a result. */
export interface Distinct {
  readonly finding: ReportedFinding
  /** The number of further findings with the same cause. */
  readonly more: number
}

/** Returns the first finding of each cause: one of the case itself if there is one. Those of earlier cases come last. */
export function distinct(findings: readonly ReportedFinding[]): readonly Distinct[] {
  const shown = groupBy(findings, ({ cause }) => cause).flatMap(([, group]) => {
    const finding = group.find(({ ofEarlierCase }) => ofEarlierCase !== true) ?? group[0]
    return finding === undefined ? [] : [{ finding, more: group.length - 1 }]
  })
  const isEarlier = ({ finding }: Distinct): boolean => finding.ofEarlierCase === true
  return [...shown.filter((one) => !isEarlier(one)), ...shown.filter(isEarlier)]
}

/** The requirement whose finding the counterexample shows, where the findings of the result have several causes. */
function shownBy({ counterexample, findings: all }: Result, findings: readonly ReportedFinding[]): string | undefined {
  const isAlone = new Set(findings.map(({ cause }) => cause)).size < 2
  return isAlone || counterexample === undefined ? undefined : all[counterexample.finding]?.requirement
}

/** True if the counterexample of the result was found for the cause of the finding. */
function isCounterexampleOf(
  { cause }: ReportedFinding,
  result: Result,
): result is Result & { readonly counterexample: ReportedCounterexample } {
  const { counterexample, findings } = result
  return counterexample !== undefined && findings[counterexample.finding]?.cause === cause
}

function notesOn({ flaky, reason, status }: Result): readonly string[] {
  return [
    ...(flaky === true ? ['flaky: the case passed on the retry'] : []),
    ...(reason === undefined ? [] : [`${status === 'inconclusive' ? 'reason' : 'ended early'}: ${plainText(reason)}`]),
  ]
}

/** The exchange that could not be judged: the first without an answer, or the last of a result without findings. */
function unjudgedExchange({ exchanges, reason }: Result, findings: readonly ReportedFinding[]): Evidence | undefined {
  const unanswered = reason === undefined ? undefined : exchanges.find(({ response }) => response === undefined)
  return unanswered ?? (findings.length === 0 ? exchanges.at(-1) : undefined)
}

/** Lines for the request, the answer and a curl command. */
function exchangeLines(exchange: Evidence, { width, label }: DetailStyle): readonly string[] {
  return layOut(exchangeRows(exchange, { width }), label).map(indent)
}

function indent(line: string): string {
  return `  ${line}`
}
