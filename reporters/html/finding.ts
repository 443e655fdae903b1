import type { ReportedFinding } from '../../src/report/report.ts'
import type { Location } from '../../src/source/mistake.ts'
import { cut } from '../plain-text.ts'
import { html, type Markup, preformatted } from './markup.ts'

/** The expected and the actual value side by side, each cut to `limit` characters. */
export function comparison({ expected, actual, message, level }: ReportedFinding, limit: number): Markup {
  const isProse = typeof expected === 'string' && message.includes(expected)
  // An observation is no failure, so that neither side is marked as wrong.
  const [left, right] = level === 'observe' ? ['Looked for', 'Seen'] : ['Expected', 'Actual']
  return html`<div class="sides">
    <section class="${level === 'observe' ? 'seen' : 'expected'}">
      <h5>${left}</h5>
      <pre>${value(expected, isProse, limit)}</pre>
    </section>
    <section class="${level === 'observe' ? 'seen' : 'actual'}">
      <h5>${right}</h5>
      <pre>${value(actual, actual === 'nothing', limit)}</pre>
    </section>
  </div> `
}

/** `suites/a.yaml:3:5` */
export function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`
}

/** A coloured word for a level. */
export function levelTag(level: ReportedFinding['level'], coming?: string): Markup {
  const text = coming === undefined ? level : `must since ${coming}`
  return html`<span class="tag ${coming === undefined ? level : 'should'}">${text}</span>`
}

/** An expectation in words is prose. An expected value is printed as JSON, like the actual value. */
function value(given: unknown, isProse: boolean, limit: number): Markup {
  if (given === undefined) return html`nothing`
  const text = isProse && typeof given === 'string' ? given : JSON.stringify(given, undefined, 2)
  return preformatted(cut(text, limit))
}
