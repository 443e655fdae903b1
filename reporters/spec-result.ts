import type { ReportedFinding, Result } from '../src/run/report.ts'
import { byLevel, causeOf } from './cause.ts'
import { plainText } from './plain-text.ts'
import { headingOf, resultDetail } from './result-detail.ts'
import type { Styles } from './styles.ts'
import { duration } from './wording.ts'

export interface ResultContext {
  readonly styles: Styles
  readonly width: number
  readonly verbose: boolean
  /** Whether this is the first time that a thing is met. */
  readonly isNew: (key: string) => boolean
}

/** What is said of a result as it comes: a block where it shows a new cause; else nothing, or a line where all is asked for. */
export function renderResult(result: Result, context: ResultContext): readonly string[] {
  const findings = result.findings.filter(({ level }) => level !== 'observe').toSorted(byLevel)
  const keys = new Set(findings.map((finding) => causeOf(finding, result)).filter(context.isNew))
  const fresh = findings.filter((finding) => keys.has(causeOf(finding, result)))
  if (fresh.length > 0) return renderBlock(result, { fresh, findings }, context)
  const isNews = result.status === 'inconclusive' && context.isNew(`inconclusive: ${result.reason ?? ''}`)
  return isNews || context.verbose ? renderLine(result, context) : []
}

interface Told {
  readonly fresh: readonly ReportedFinding[]
  readonly findings: readonly ReportedFinding[]
}

function renderBlock(result: Result, { fresh, findings }: Told, { styles, width }: ResultContext): readonly string[] {
  const known = new Set(findings.filter((finding) => !fresh.includes(finding)).map(({ requirement }) => requirement))
  const detail = resultDetail(result, fresh, {
    // What is left of a line beside the indentation, the labels and the bar.
    width: Math.max(20, Math.min(width, 160) - 18),
    heading: styles.level,
    label: styles.dim,
    inBrief: ({ level }) => level === 'should',
  })
  const again = known.size === 0 ? [] : [`as before: ${[...known].join(', ')}`]
  return ['', titleOf(result, styles), ...[...again, ...detail].map((line) => `  ${line}`)]
}

function renderLine(result: Result, { styles, verbose }: ResultContext): readonly string[] {
  const { status, reason, findings, durationMs } = result
  const said =
    reason === undefined ? (status === 'pass' ? `(${duration(durationMs)})` : 'as before') : plainText(reason)
  const observed = findings.filter(({ level }) => level === 'observe')
  return [
    `${titleOf(result, styles)}  ${styles.dim(said)}`,
    ...(verbose ? observed.map((finding) => `  ${headingOf(finding, {})}`) : []),
  ]
}

function titleOf({ id, title, status }: Result, { status: paint, title: bold }: Styles): string {
  return `${paint(status)} ${bold(plainText(id))}  ${plainText(title)}`
}
