import type { RunEvent } from '../src/report/report.ts'
import { byLevel } from './by-level.ts'
import { plainText } from './plain-text.ts'
import type { Reporter, ReporterFormat, ReporterOptions } from './reporter.ts'
import { renderResult } from './spec-result.ts'
import { renderSummary, renderVerdict } from './spec-summary.ts'
import { createStatusLine } from './status-line.ts'
import { createStyles } from './styles.ts'
import { counted } from './wording.ts'

/**
 * The terminal. What goes wrong is told once a cause, as it comes; everything else is counted in the summary. Where the last line
 * can be redrawn it says what runs.
 */
export const spec: ReporterFormat = { name: 'spec', create: createSpec }

function createSpec(options: ReporterOptions): Reporter {
  const line = options.live && !options.quiet ? createStatusLine(options.width) : undefined
  const tell = options.quiet ? createQuietTeller(options) : createTeller(options)
  return {
    event(event) {
      const status = line?.(event)
      const told = tell(event)
      return status === undefined ? told : `${status.clear}${told}${status.draw}`
    },
  }
}

type Teller = (event: RunEvent) => string

/** A line a failure, and the verdict; where warnings gate it too, theirs before it. */
function createQuietTeller({ color }: ReporterOptions): Teller {
  const styles = createStyles(color)
  let warnings = ''
  return (event) => {
    if (event.type === 'report') return `${event.level === 'should' ? warnings : ''}${renderVerdict(event, styles)}\n`
    if (event.type !== 'result' || !['fail', 'warn'].includes(event.result.status)) return ''
    const { id, findings, status } = event.result
    const first = findings.toSorted(byLevel)[0]
    const said = first === undefined ? '' : `  ${plainText(`${first.requirement}: ${first.message}`)}`
    const line = `${styles.status(status)} ${plainText(id)}${said}\n`
    if (status === 'fail') return line
    warnings += line
    return ''
  }
}

function createTeller(options: ReporterOptions): Teller {
  const styles = createStyles(options.color)
  const context = { ...options, styles, isNew: createMemory() }
  return (event) => {
    if (event.type === 'start') return `${startLine(event)}\n`
    if (event.type === 'result') return lines(renderResult(event.result, context))
    return event.type === 'report' ? lines(renderSummary(event, { ...options, styles })) : ''
  }
}

function startLine({ cases, target, seed, lanes }: RunEvent & { readonly type: 'start' }): string {
  const several = lanes > 1 ? `${counted(lanes, 'lane')}, ` : ''
  return `${plainText(`${counted(cases, 'case')} at ${target}`)} (${several}seed ${seed})`
}

/** Whether a thing is met for the first time. */
function createMemory(): (key: string) => boolean {
  const known = new Set<string>()
  return (key) => known.size !== known.add(key).size
}

function lines(text: readonly string[]): string {
  return text.map((line) => `${line}\n`).join('')
}
