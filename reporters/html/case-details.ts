import type { Report, Result } from '../../src/report/report.ts'
import { cut } from '../text/plain-text.ts'
import { distinct } from '../text/result-detail.ts'
import { counted, locationText } from '../text/wording.ts'
import { exchangePanel } from './evidence.ts'
import { comparison, levelTag } from './finding.ts'
import { causeLink } from './links.ts'
import { html, type Markup } from './markup.ts'
import { shownResults, type ShownResult } from '../text/shown-results.ts'

/**
 * The findings of each case in an inert template, under the number of the case. The script of the page shows it on demand. `room` is the
 * most bytes of all templates: all cases are cut alike.
 */
export function* detailPieces(report: Report, room: number): Generator<Markup> {
  const shown = shownResults(report)
  const bounds = BOUNDS.find((one) => isWithin(templatesOf(report, shown, one), room)) ?? LAST
  yield* templatesOf(report, shown, bounds)
}

function* templatesOf(report: Report, shown: Shown, bounds: Bounds): Generator<Markup> {
  for (const [index, result] of report.results.entries()) {
    const content = detailOf(result, shown, bounds)
    if (content !== undefined) yield html`<template id="detail-${index}">${content}</template> `
  }
}

function isWithin(pieces: Iterable<Markup>, room: number): boolean {
  let left = room
  for (const { markup } of pieces) if ((left -= Buffer.byteLength(markup)) < 0) return false
  return true
}

interface Bounds {
  /** The most characters of a value. The evidence of the cause shows more. */
  readonly value: number
  /** The most characters of a message or a place. */
  readonly text: number
  /** The most findings of a case. */
  readonly findings: number
}

const LAST: Bounds = { value: 0, text: 80, findings: 1 }
/** The bounds of all cases alike, the widest first. */
const BOUNDS: readonly Bounds[] = [
  { value: 300, text: Infinity, findings: Infinity },
  { value: 150, text: 300, findings: 8 },
  { value: 80, text: 160, findings: 3 },
  { value: 40, text: 120, findings: 2 },
]

type Shown = ReadonlyMap<string, ShownResult>

function detailOf(result: Result, shown: Shown, { value, text, findings: most }: Bounds): Markup | undefined {
  if (result.findings.length === 0) return lastExchange(result)
  const findings = distinct(result.findings)
  const rest = findings.length - most
  return html`${findings.slice(0, most).map(
    ({ finding, more }) =>
      html`<section class="finding">
        <h4>${levelTag(finding.level, finding.coming)} ${cut(finding.message, text)}</h4>
        <p class="meta">
          <span class="id">${finding.requirement}</span><span>at ${cut(finding.at, text)}</span
          ><span class="id">${locationText(finding.location)}</span>${
            more === 0 ? '' : html`<span>and ${counted(more, 'more finding')} with this cause</span>`
          }
        </p>
        ${value === 0 ? '' : comparison(finding, value)}
        <p>${evidenceLink(finding.cause, result, shown)}</p>
      </section> `,
  )}${rest > 0 ? html`<p class="none">${counted(rest, 'more finding')} of other causes: this page is cut, as very many cases fail.</p>` : ''}`
}

function evidenceLink(cause: string, { id }: Result, shown: Shown): Markup {
  const other = shown.get(cause)?.result.id
  const text =
    other === undefined || other === id ? 'Request and answer, under the cause' : `The cause, shown by ${other}`
  return causeLink(cause, text)
}

/** The last exchange of a case without a verdict. The list of reasons shows an exchange without an answer, so this part has none. */
function lastExchange({ status, exchanges }: Result): Markup | undefined {
  if (status !== 'inconclusive' || exchanges.some(({ response }) => response === undefined)) return undefined
  const last = exchanges.at(-1)
  return last === undefined ? undefined : exchangePanel(last, 1_000)
}
