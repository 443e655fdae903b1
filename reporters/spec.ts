import type { Result, RunEvent } from '../src/report/report.ts'
import { plainText } from './text/plain-text.ts'
import type { Reporter, ReporterFormat, ReporterOptions } from './reporter.ts'
import { renderResult } from './terminal/spec-result.ts'
import { createQuietRenderer } from './terminal/spec-quiet.ts'
import { renderSummary } from './terminal/spec-summary.ts'
import { createStatusLine } from './terminal/status-line.ts'
import { createStyles } from './text/styles.ts'
import { counted, placeText } from './text/wording.ts'

/**
 * The terminal report. Each cause has a block when a result shows the cause first; the summary counts the rest. A live terminal
 * has a status line.
 */
export const spec: ReporterFormat = { name: 'spec', create: createSpec }

function createSpec(options: ReporterOptions): Reporter {
  const updateLine = options.live && !options.quiet ? createStatusLine(options.width) : undefined
  const render = options.quiet ? createQuietRenderer(options) : createRenderer(options)
  return {
    event(event) {
      const status = updateLine?.(event)
      const text = render(event)
      return status === undefined ? text : `${status.clear}${text}${status.draw}`
    },
  }
}

type Renderer = (event: RunEvent) => string

function createRenderer(options: ReporterOptions): Renderer {
  const styles = createStyles(options.color)
  const context = { ...options, styles, isNew: createMemory() }
  const warnings = createWarnings()
  return (event) => {
    if (event.type === 'start') return `${startLine(event)}\n`
    if (event.type === 'result')
      return !options.verbose && warnings.keep(event.result) ? '' : lines(renderResult(event.result, context))
    if (event.type !== 'report') return ''
    const last = warnings.kept().flatMap((result) => renderResult(result, context))
    return lines([...last, ...renderSummary(event, { ...options, styles })])
  }
}

interface Warnings {
  /** Keeps a result that only warns. Returns true for such a result. */
  readonly keep: (result: Result) => boolean
  readonly kept: () => readonly Result[]
}

/** Keeps the first warning of each cause until the end of the run, so that the failures of must stand before all warnings. */
function createWarnings(): Warnings {
  const kept: Result[] = []
  const isNew = createMemory()
  return {
    keep(result) {
      if (result.status !== 'warn') return false
      if (result.findings.filter(({ cause }) => isNew(cause)).length > 0) kept.push(result)
      return true
    },
    kept: () => kept,
  }
}

function startLine(event: RunEvent & { readonly type: 'start' }): string {
  const { cases, seed, lanes, recorded } = event
  if (recorded === true) return plainText(`${counted(cases, 'recorded exchange')} ${placeText(event)}`)
  const several = lanes > 1 ? `${counted(lanes, 'lane')}, ` : ''
  return `${plainText(`${counted(cases, 'case')} ${placeText(event)}`)} (${several}seed ${seed})`
}

/** Returns a function that is true for the first call with a key. */
function createMemory(): (key: string) => boolean {
  const known = new Set<string>()
  return (key) => known.size !== known.add(key).size
}

function lines(text: readonly string[]): string {
  return text.map((line) => `${line}\n`).join('')
}
