import type { ReportedFinding } from '../../src/report/report.ts'
import { cut, withVisibleMarks } from '../text/plain-text.ts'
import { wordsOfActual, wordsOfExpected } from '../text/in-words.ts'
import { html, type Markup, preformatted } from './markup.ts'

/** The expected and the actual value side by side, each cut to `limit` characters. */
export function comparison(finding: ReportedFinding, limit: number): Markup {
  const { expected, actual, level } = finding
  // An observation is no failure, so that neither side is marked as wrong.
  const [left, right] = level === 'observe' ? ['Looked for', 'Seen'] : ['Expected', 'Actual']
  return html`<div class="sides">
    <section class="${level === 'observe' ? 'seen' : 'expected'}">
      <h5>${left}</h5>
      <pre>${value(expected, wordsOfExpected(finding), limit)}</pre>
    </section>
    <section class="${level === 'observe' ? 'seen' : 'actual'}">
      <h5>${right}</h5>
      <pre>${value(actual, wordsOfActual(finding), limit)}</pre>
    </section>
  </div> `
}

/** A coloured word for a level. */
export function levelTag(level: ReportedFinding['level'], coming?: string): Markup {
  const text = coming === undefined ? level : `must since ${coming}`
  return html`<span class="tag ${coming === undefined ? level : 'should'}">${text}</span>`
}

function value(side: unknown, words: string | undefined, limit: number): Markup {
  if (side === undefined) return html`nothing`
  const text = words ?? JSON.stringify(side, undefined, 2)
  return preformatted(cut(withVisibleMarks(text), limit))
}
