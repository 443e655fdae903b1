import type { Report, Result } from '../../src/report/report.ts'
import { distinct } from '../result-detail.ts'
import { counted } from '../wording.ts'
import { exchangePanel } from './evidence.ts'
import { comparison, levelTag, placeOf } from './finding.ts'
import { causeLink } from './links.ts'
import { html, type Markup } from './markup.ts'
import { shownResults, type ShownResult } from '../shown-results.ts'

/** The findings of each case in an inert template, under the number of the case. The script of the page shows it on demand. */
export function* detailPieces(report: Report): Generator<Markup> {
  const shown = shownResults(report)
  for (const [index, result] of report.results.entries()) {
    const content = detailOf(result, shown)
    if (content !== undefined) yield html`<template id="detail-${index}">${content}</template> `
  }
}

/** The most characters of a value. The evidence of the cause shows more. */
const LIMIT = 300

function detailOf(result: Result, shown: ReadonlyMap<string, ShownResult>): Markup | undefined {
  if (result.findings.length === 0) return openExchange(result)
  return html`${distinct(result.findings).map(
    ({ finding, more }) =>
      html`<section class="finding">
        <h4>${levelTag(finding.level, finding.coming)} ${finding.message}</h4>
        <p class="meta">
          <span class="id">${finding.requirement}</span><span>at ${finding.at}</span
          ><span class="id">${placeOf(finding.location)}</span>${
            more === 0 ? '' : html`<span>and ${counted(more, 'more finding')} with this cause</span>`
          }
        </p>
        ${comparison(finding, LIMIT)}
        <p>${evidenceLink(finding.cause, result, shown)}</p>
      </section> `,
  )}`
}

function evidenceLink(cause: string, { id }: Result, shown: ReadonlyMap<string, ShownResult>): Markup {
  const other = shown.get(cause)?.result.id
  const text =
    other === undefined || other === id ? 'Request and answer, under the cause' : `The cause, shown by ${other}`
  return causeLink(cause, text)
}

/** The exchange that left a case without a verdict, if the reason has no evidence elsewhere. */
function openExchange({ status, exchanges }: Result): Markup | undefined {
  if (status !== 'inconclusive') return undefined
  const exchange = exchanges.find(({ response }) => response === undefined) ?? exchanges.at(-1)
  return exchange?.response === undefined ? undefined : exchangePanel(exchange, 1_000)
}
