import type { ReportedFinding } from '../../src/report/report.ts'
import { cut, withVisibleMarks } from '../text/plain-text.ts'
import { isInWords, isSeenInWords } from '../text/in-words.ts'
import { html, type Markup, preformatted } from './markup.ts'

/** The expected and the actual value side by side, each cut to `limit` characters. */
export function comparison({ expected, actual, message, level }: ReportedFinding, limit: number): Markup {
  // An observation is no failure, so that neither side is marked as wrong.
  const [left, right] = level === 'observe' ? ['Looked for', 'Seen'] : ['Expected', 'Actual']
  return html`<div class="sides">
    <section class="${level === 'observe' ? 'seen' : 'expected'}">
      <h5>${left}</h5>
      <pre>${value(expected, isInWords(expected, message), limit)}</pre>
    </section>
    <section class="${level === 'observe' ? 'seen' : 'actual'}">
      <h5>${right}</h5>
      <pre>${value(actual, isSeenInWords(actual, message), limit)}</pre>
    </section>
  </div> `
}

/** A coloured word for a level. */
export function levelTag(level: ReportedFinding['level'], coming?: string): Markup {
  const text = coming === undefined ? level : `must since ${coming}`
  return html`<span class="tag ${coming === undefined ? level : 'should'}">${text}</span>`
}

function value(side: unknown, inWords: boolean, limit: number): Markup {
  if (side === undefined) return html`nothing`
  const text = inWords && typeof side === 'string' ? side : JSON.stringify(side, undefined, 2)
  return preformatted(cut(withVisibleMarks(text), limit))
}
