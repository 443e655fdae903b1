import type { ReportedFinding, Result } from '../../src/report/report.ts'
import { byLevel } from '../text/by-level.ts'
import { plainText } from '../text/plain-text.ts'
import { bodyWidth, headingOf, resultDetail } from '../text/result-detail.ts'
import type { Styles } from '../text/styles.ts'
import { duration } from '../text/wording.ts'

/** The options and the memory of a terminal report. `width` is in columns. */
export interface ResultContext {
  readonly styles: Styles
  readonly width: number
  readonly verbose: boolean
  /** Returns true for the first call with a key. */
  readonly isNew: (key: string) => boolean
}

/** Renders a result: a block for a new cause, a single line with `verbose`, otherwise no line. */
export function renderResult(result: Result, context: ResultContext): readonly string[] {
  const told = result.findings.filter(({ level }) => level !== 'observe').toSorted(byLevel)
  // A known failure is told at the end of the run.
  const findings = context.verbose ? told : told.filter(({ known }) => known === undefined)
  const causes = new Set(findings.map(({ cause }) => cause).filter(context.isNew))
  const newFindings = findings.filter((finding) => causes.has(finding.cause))
  const hasNewReason = result.status === 'inconclusive' && context.isNew(`inconclusive: ${result.reason ?? ''}`)
  if (newFindings.length > 0 || hasNewReason) return renderBlock(result, { newFindings, findings }, context)
  return context.verbose ? renderLine(result, context) : []
}

interface BlockFindings {
  readonly newFindings: readonly ReportedFinding[]
  readonly findings: readonly ReportedFinding[]
}

function renderBlock(
  result: Result,
  { newFindings, findings }: BlockFindings,
  { styles, width }: ResultContext,
): readonly string[] {
  const known = new Set(
    findings.filter((finding) => !newFindings.includes(finding)).map(({ requirement }) => requirement),
  )
  const margin = '  '
  const detail = resultDetail(result, newFindings, {
    margin,
    width: bodyWidth(width),
    heading: styles.level,
    label: styles.dim,
  })
  const repeated = known.size === 0 ? [] : [`${margin}reported before: ${[...known].join(', ')}`]
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
