import type { Report, Result } from '../../src/report/report.ts'
import { counted, groupBy, grouped, largestFirst } from '../text/wording.ts'
import { exchangePanel } from './evidence.ts'
import { caseLink, filterLink } from './links.ts'
import { html, type Markup } from './markup.ts'

/** The cases without a verdict, by reason: inconclusive ones with an exchange, and skipped ones. */
export function unjudgedPart({ results }: Pick<Report, 'results'>): Markup | string {
  const open = results.filter(({ status }) => status === 'inconclusive')
  const skipped = results.filter(({ status }) => status === 'skip')
  if (open.length + skipped.length === 0) return ''
  return html`<section aria-labelledby="unjudged-title">
    <h2 id="unjudged-title">Not judged</h2>
    ${reasonList('Inconclusive', open)}${reasonList('Skipped', skipped)}
  </section> `
}

/** The most named cases of a reason. */
const NAMED = 10

function reasonList(title: string, results: readonly Result[]): Markup | string {
  if (results.length === 0) return ''
  const reasons = largestFirst<Result>(groupBy(results, ({ reason = 'no reason' }) => reason))
  return html`<h3>${title} <small>${counted(results.length, 'case')}</small></h3>
    ${reasons.map(([reason, cases]) => reasonPanel(reason, cases))}`
}

function reasonPanel(reason: string, cases: readonly Result[]): Markup {
  const [shown] = cases.flatMap(({ id, exchanges }) => {
    const exchange = exchanges.find(({ response }) => response === undefined)
    return exchange === undefined ? [] : [{ id, exchange }]
  })
  const status = cases[0]?.status ?? 'skip'
  return html`<details class="reason">
    <summary><b>${grouped(cases.length)} ×</b> ${reason}</summary>
    <div class="inside">
      <ul class="cases">
        ${cases.slice(0, NAMED).map(({ id }) => html`<li>${caseLink(id)}</li>`)}${
          cases.length > NAMED
            ? html`<li>${filterLink({ status, text: reason }, `all ${grouped(cases.length)} cases`)}</li>`
            : ''
        }
      </ul>
      ${
        shown === undefined
          ? ''
          : html`<h4>Shown by ${caseLink(shown.id)}</h4>
              ${exchangePanel(shown.exchange, 2_000)}`
      }
    </div>
  </details> `
}
