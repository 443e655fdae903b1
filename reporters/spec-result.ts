import type { ReportedFinding, Result } from '../src/report/report.ts'
import { byLevel } from './by-level.ts'
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
  const causes = new Set(findings.map(({ cause }) => cause).filter(context.isNew))
  const fresh = findings.filter((finding) => causes.has(finding.cause))
  const isNews = result.status === 'inconclusive' && context.isNew(`inconclusive: ${result.reason ?? ''}`)
  if (fresh.length > 0 || isNews) return renderBlock(result, { fresh, findings }, context)
  return context.verbose ? renderLine(result, context) : []
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

function renderLine(result: Result, { styles }: ResultContext): readonly string[] {
  const { status, reason, findings, durationMs } = result
  const broken = findings.filter(({ level }) => level !== 'observe').map(({ requirement }) => requirement)
  const passed = status === 'pass' ? `(${duration(durationMs)})` : `as before: ${[...new Set(broken)].join(', ')}`
  const observed = findings.filter(({ level }) => level === 'observe')
  return [
    `${titleOf(result, styles)}  ${styles.dim(reason === undefined ? passed : plainText(reason))}`,
    ...observed.map((finding) => `  ${headingOf(finding, {})}`),
  ]
}

function titleOf({ id, title, status }: Result, { status: paint, title: bold }: Styles): string {
  return `${paint(status)} ${bold(plainText(id))}  ${plainText(title)}`
}
