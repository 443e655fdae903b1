import type { RunEvent } from '../src/report/run-event.ts'
import { plainText } from './text/plain-text.ts'
import { credentialVariables } from './text/credential-variables.ts'
import type { Reporter, ReporterFormat, ReporterOptions } from './reporter.ts'
import { renderBlocks, renderResult } from './terminal/spec-result.ts'
import { createQuietRenderer } from './terminal/spec-quiet.ts'
import { renderSummary } from './terminal/spec-summary.ts'
import { createStatusLine } from './terminal/status-line.ts'
import { createStyles } from './text/styles.ts'
import { counted, placeText } from './text/wording.ts'

/**
 * The terminal report. Each cause has a line when a result shows it first. A block with the evidence of its simplest case stands at the
 * end, because that case is not known before. A live terminal has a status line.
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
  const styles = createStyles(options)
  const context = { ...options, styles, isNew: createMemory() }
  return (event) => {
    if (event.type === 'start') return `${startLine(event)}\n`
    // A warning waits for the end, where all failures of must stand before it.
    if (event.type === 'result' && (options.verbose || event.result.status !== 'warn'))
      return lines(renderResult(event.result, context))
    if (event.type !== 'report') return ''
    const blocks = renderBlocks(event, context)
    const summary = renderSummary(event, { ...options, styles })
    const variables = credentialVariables([...blocks, ...summary])
    const first = variables.length === 0 ? [] : ['', ...variables]
    return lines([...first, ...blocks, ...summary])
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
