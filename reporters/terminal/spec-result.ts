import type { Report, ReportedFinding, Result } from '../../src/report/report.ts'
import { byLevel } from '../text/by-level.ts'
import { cut, plainText, shortPlainText } from '../text/plain-text.ts'
import { likeReason } from '../text/like-reason.ts'
import { contrastsOf } from '../text/only-text.ts'
import { bodyWidth, type DetailStyle, distinct, headingOf, resultDetail } from '../text/result-detail.ts'
import { shownResults } from '../text/shown-results.ts'
import type { Styles } from '../text/styles.ts'
import { counted, duration, groupBy, named, resultNoun } from '../text/wording.ts'

/** The options and the memory of a terminal report. `width` is in columns. */
export interface ResultContext {
  readonly styles: Styles
  readonly width: number
  readonly verbose: boolean
  /** Returns true for the first call with a key. */
  readonly isNew: (key: string) => boolean
}

/** Renders a result as it ends: a line for each new cause of must, a single line with `verbose`, otherwise no line. */
export function renderResult(result: Result, context: ResultContext): readonly string[] {
  const { isNew, styles } = context
  const findings = toldFindings(result, context).filter(({ level }) => level === 'must' || context.verbose)
  const causes = new Set(findings.map(({ cause }) => cause).filter(isNew))
  const news = distinct(findings.filter(({ cause }) => causes.has(cause)))
  const start = `${styles.status(result.status)} ${styles.title(plainText(result.id))}  `
  if (news.length > 0) return news.map(({ finding }) => start + headingOf(short(finding), { heading: styles.level }))
  const { reason = '' } = result
  if (result.status === 'inconclusive' && isNew(`inconclusive: ${reason}`))
    return [start + shortPlainText(reason, LONGEST)]
  return context.verbose ? renderLine(result, context) : []
}

/** The longest message of a line, in characters. */
const LONGEST = 200

function short(finding: ReportedFinding): ReportedFinding {
  return { ...finding, message: cut(finding.message, LONGEST) }
}

/** The findings that a terminal tells, those of must first. A known failure is told in the summary. */
function toldFindings({ findings }: Result, { verbose }: Pick<ResultContext, 'verbose'>): readonly ReportedFinding[] {
  return findings
    .filter(({ level, known }) => level !== 'observe' && (verbose || known === undefined))
    .toSorted(byLevel)
}

/**
 * Renders the evidence of a run at its end. Each result that shows causes has a block, in the order of the causes. Each other reason of
 * inconclusive results has one too, with the ids of the results whose reasons differ only in a key.
 */
export function renderBlocks(report: Report, context: Omit<ResultContext, 'isNew'>): readonly string[] {
  const shown = shownResults(report)
  const findings = new Map<Result, ReportedFinding[]>()
  for (const cause of report.causes) {
    const { result, finding } = shown.get(cause.id) ?? {}
    if (result === undefined || finding === undefined) continue
    const own = toldFindings(result, context).filter((one) => one.cause === cause.id)
    if (own.length === 0) continue
    const told = own.includes(finding) ? [finding, ...own.filter((one) => one !== finding)] : own
    findings.set(result, [...(findings.get(result) ?? []), ...told])
  }
  const contrasts = contrastsOf(report.causes)
  return [
    ...[...findings].flatMap(([result, told]) => renderBlock(result, told, { ...context, contrasts })),
    ...renderReasons(report, new Set([...findings.keys()].map(({ reason }) => reason)), context),
  ]
}

/** The most ids of results with a reason like that of a block. */
const IDS = 5

/** Renders a block for each sort of reason of inconclusive results, but for the reasons that are told. */
function renderReasons(
  report: Report,
  told: ReadonlySet<string | undefined>,
  context: Omit<ResultContext, 'isNew'>,
): readonly string[] {
  const open = report.results.filter(({ status, reason }) => status === 'inconclusive' && !told.has(reason))
  return groupBy(open, ({ reason }) => likeReason(reason)).flatMap(([, [first, ...others]]) => {
    if (first === undefined) return []
    const ids = others.map(({ id }) => plainText(id))
    const count = counted(others.length, `more ${resultNoun(report)}`)
    return [
      ...renderBlock(first, [], context),
      ...(others.length === 0 ? [] : [`  (and ${count} with such a reason: ${named(ids, IDS)})`]),
    ]
  })
}

function renderBlock(
  result: Result,
  findings: readonly ReportedFinding[],
  context: Omit<ResultContext, 'isNew'> & Pick<DetailStyle, 'contrasts'>,
): readonly string[] {
  const { styles, width, contrasts = new Map() } = context
  const others = toldFindings(result, context).filter((finding) => !findings.includes(finding))
  const elsewhere = new Set(others.map(({ requirement }) => requirement))
  const margin = '  '
  const detail = resultDetail(result, findings, {
    margin,
    width: bodyWidth(width),
    heading: styles.level,
    label: styles.dim,
    contrasts,
  })
  const repeated = elsewhere.size === 0 ? [] : [`${margin}shown elsewhere: ${[...elsewhere].join(', ')}`]
  const expected = result.known === undefined ? [] : [`${margin}known: ${plainText(result.known)}`]
  return ['', titleOf(result, styles), ...expected, ...repeated, ...detail]
}

function renderLine(result: Result, { styles }: ResultContext): readonly string[] {
  const { status, reason, findings, durationMs, known } = result
  const broken = findings.filter(({ level }) => level !== 'observe').map(({ requirement }) => requirement)
  const before = `reported before: ${[...new Set(broken)].join(', ')}${known === undefined ? '' : `; known: ${plainText(known)}`}`
  const passed = status === 'pass' ? `(${duration(durationMs)})` : before
  const observed = findings.filter(({ level }) => level === 'observe')
  return [
    `${titleOf(result, styles)}  ${styles.dim(reason === undefined ? passed : plainText(reason))}`,
    ...observed.map((finding) => `  ${headingOf(finding, {})}`),
  ]
}

function titleOf({ id, title, status }: Result, { status: paint, title: bold }: Styles): string {
  return `${paint(status)} ${bold(plainText(id))}  ${plainText(title)}`
}
