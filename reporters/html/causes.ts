import type { Cause, Report, ReportedFinding } from '../../src/report/report.ts'
import { counted, grouped, locationText, MAY_PASS_ALONE, OF_EARLIER_CASE, resultNoun } from '../text/wording.ts'
import { cut } from '../text/plain-text.ts'
import { curlLines } from '../text/curl-of-moment.ts'
import { command, exchangePanel } from './evidence.ts'
import { comparison, levelTag } from './finding.ts'
import { caseLink, causeLink, filterLink } from './links.ts'
import { endOf } from './paths.ts'
import { html, type Markup } from './markup.ts'
import { valuesText } from '../text/told-finding.ts'
import { replayOf } from '../text/replay-of.ts'
import { mayPassAlone, shownResults, type ShownResult } from '../text/shown-results.ts'
import { contrastText } from '../text/only-text.ts'
import { caseSteps, counterexamplePart, declaredPart, historySteps, momentSteps } from './steps.ts'

/** The causes in order of weight, each with the evidence of one case. Observations stand apart. */
export function* causePieces(report: Report): Generator<Markup> {
  const shown = shownResults(report)
  const judged = report.causes.filter(({ level }) => level !== 'observe')
  const observed = report.causes.filter(({ level }) => level === 'observe')
  const showing: Showing = { report, shown, limit: bodyLimit(report.causes.length) }
  yield html`<section id="causes" aria-labelledby="causes-title">
    <h2 id="causes-title">${judged.length === 0 ? 'No causes' : titleOf(judged)}</h2>
    ${judged.length === 0 ? html`<p class="none">No finding violates a must or a should.${openText(report)}</p> ` : startPart(judged, showing)}
   `
  yield* boundedPanels(judged, showing)
  if (observed.length > 0) {
    yield html`<details class="apart">
      <summary><h3>${counted(observed.length, 'observation')}, never judged</h3></summary>
     `
    yield* boundedPanels(observed, showing)
    yield html`</details>\n`
  }
  yield html`</section>\n`
}

/** Returns a sentence about what a run without a verdict leaves to look at. */
function openText({ verdict, unanswered }: Report): string {
  if (verdict !== 'inconclusive') return ''
  return unanswered === undefined
    ? ' The reason above leaves the run without a verdict.'
    : ' But the target stopped answering: begin with the request without an answer, above.'
}

/** `11 causes, the weightiest first: 8 of must, 3 of should` */
function titleOf(causes: readonly Cause[]): string {
  const must = causes.filter(({ level }) => level === 'must').length
  const should = causes.length - must
  const levels =
    must === 0 || should === 0 ? `all of ${must === 0 ? 'should' : 'must'}` : `${must} of must, ${should} of should`
  return causes.length === 1
    ? `1 cause, of ${must === 0 ? 'should' : 'must'}`
    : `${counted(causes.length, 'cause')}, the weightiest first: ${levels}`
}

/** The cause to begin with: the first that is no known one, with the command that repeats it. */
function startPart(causes: readonly Cause[], showing: Showing): Markup | string {
  const {
    report: { results },
    shown,
  } = showing
  const cause = causes.find(({ known }) => known === undefined)
  const one = shown.get(cause?.id ?? '')
  const { result = results.find(({ id }) => id === cause?.first), finding = {} } = one ?? {}
  if (cause === undefined || result === undefined) return ''
  return html`<div class="start">
    <p><b>Start here:</b> ${causeLink(cause.id, headline(cause, showing))}</p>
    ${command('Reproduce', replayOf(finding, result))}${one === undefined ? '' : aloneNote(one)}
  </div> `
}

interface Showing {
  readonly report: Report
  readonly shown: ReadonlyMap<string, ShownResult>
  /** The most characters of a body. */
  readonly limit: number
  /** The page has no room for exchanges. */
  readonly isBrief?: boolean
}

/** Bodies of many causes are cut, so that the page stays below 5 MB. */
function bodyLimit(causes: number): number {
  return Math.max(400, Math.min(4_000, Math.floor(600_000 / Math.max(1, causes))))
}

/** The most bytes of all panels of a list. */
const ROOM = 1_200_000

/** A panel for each cause. Where the room is used up, a panel has no exchange. */
function* boundedPanels(causes: readonly Cause[], showing: Showing): Generator<Markup> {
  let left = ROOM
  for (const cause of causes) {
    const panel = causePanel(cause, showing)
    const isFitting = (left -= Buffer.byteLength(panel.markup)) >= 0
    yield isFitting ? panel : causePanel(cause, { ...showing, isBrief: true })
  }
}

/** The cases that a cause names itself. The list of cases has all of them. */
const NAMED = 8

function causePanel(cause: Cause, showing: Showing): Markup {
  const { id, level, coming, requirement, results, only } = cause
  const { finding } = showing.shown.get(id) ?? {}
  // The place in the answer below, which may differ from that of the first finding.
  const at = cut(finding?.at ?? cause.at, longestText(showing))
  const sentence = showing.report.requirements.find((one) => one.id === requirement)?.text
  return html`<details class="cause ${level}" id="cause-${id}">
    <summary>
      <span class="top"
        >${levelTag(level, coming)}
        <h3>${headline(cause, showing)}</h3></span
      >
      ${sentence === undefined ? '' : html`<span class="sentence">Rule: ${sentence}</span>`}${
        only === undefined ? '' : html`<span class="sentence">Only ${contrastText(only)}</span>`
      }<span class="meta"
        ><span class="id">${requirement}</span><span>at ${at}</span
        ><b>${counted(results.length, resultNoun(showing.report))}</b></span
      >
    </summary>
    <div class="inside">
      ${factsPart(cause)}${shownPart(cause, showing)}${showing.isBrief === true ? '' : casesPart(cause, showing.report)}
    </div>
  </details> `
}

/** The most characters of a path in the head of a cause. */
const LONGEST_PATH = 80

/** Renders the request that shows the cause, and how its answer differs. */
function headline({ id, message }: Cause, showing: Showing): Markup {
  const { result, finding } = showing.shown.get(id) ?? {}
  const request = result?.exchanges[finding?.exchange ?? -1]?.request
  const isJudged = finding !== undefined && finding.level !== 'observe'
  const differs = `${cut(finding?.message ?? message, longestText(showing))}${isJudged ? valuesText(finding) : ''}`
  if (request === undefined) return html`${differs}`
  return html`<code>${request.method} ${cut(endOf(request.url), LONGEST_PATH)}</code>: ${differs}`
}

/** The most characters of a message or a place. */
function longestText({ isBrief = false }: Showing): number {
  return isBrief ? 200 : 1_000
}

function factsPart({ also, places, location }: Cause): Markup {
  const more = places.length > 6 ? ` and ${places.length - 6} more` : ''
  return html`<dl class="facts">
    ${
      also.length === 0
        ? ''
        : html`<div>
            <dt>Also violated</dt>
            <dd class="id">${also.join(', ')}</dd>
          </div> `
    }${
      places.length < 2
        ? ''
        : html`<div>
            <dt>Places</dt>
            <dd class="id">${places.slice(0, 6).join(', ')}${more}</dd>
          </div> `
    }
    <div>
      <dt>Stated in</dt>
      <dd class="id">${locationText(location)}</dd>
    </div>
  </dl> `
}

function shownPart({ id }: Cause, { report, shown, limit, isBrief = false }: Showing): Markup {
  const { result, finding } = shown.get(id) ?? {}
  if (result === undefined || finding === undefined) return html``
  if (isBrief) return briefPart({ result, finding })
  const exchange = result.exchanges[finding.exchange ?? -1]
  const { counterexample } = result
  const drawn =
    counterexample !== undefined && result.findings[counterexample.finding]?.cause === id ? counterexample : undefined
  const steps = drawn?.steps ?? []
  const isPlain = steps.length === 0 && finding.timeline === undefined
  return html`<h4>Shown by ${caseLink(result.id)}</h4>
    <p class="title">${result.title}</p>
    <dl class="facts">
      <div>
        <dt>${resultNoun(report) === 'case' ? 'Case' : 'Recorded in'}</dt>
        <dd class="id">${locationText(result.location)}</dd>
      </div>
    </dl>
    ${comparison(finding, limit)}${maskNote(finding)}${earlierNote(finding)}${historySteps(steps)}${momentSteps(finding, result.exchanges)}${
      exchange === undefined
        ? html`<p class="none">The exchange was not kept.</p> `
        : exchangePanel(exchange, limit, curlLines(exchange, finding, result))
    }${command('Replay', replayOf(finding, result))}${aloneNote({ result, finding })}${isPlain && exchange !== undefined ? caseSteps(result.exchanges, finding.exchange ?? -1) : ''}${
      drawn === undefined ? declaredPart(finding.declaredCase) : counterexamplePart(drawn)
    }`
}

/** The most characters of a value in a page without room. */
const SHORT = 80

function briefPart({ result, finding }: ShownResult): Markup {
  return html`<h4>Shown by ${caseLink(result.id)}</h4>
    ${comparison(finding, SHORT)}
    <p class="none">
      This page has no room for the request and the answer of so many causes. The JSON report has them.
    </p>
    ${command('Replay', replayOf(finding, result))}`
}

/** A masked value looks harmless, where the fault is that the answer shows it. */
function maskNote({ actual }: ReportedFinding): Markup | string {
  if (!(JSON.stringify(actual) ?? '').includes('<secret>')) return ''
  return html`<p class="none note">
    ${'<secret>'} stands for a secret that was sent. The answer holds the secret itself; this report masks it.
  </p>`
}

/** A caution below a command. */
function aloneNote(one: ShownResult): Markup | string {
  return mayPassAlone(one) ? html`<p class="none note">The case ${MAY_PASS_ALONE}.</p> ` : ''
}

function earlierNote({ ofEarlierCase }: ReportedFinding): Markup | string {
  return ofEarlierCase === true ? html`<p class="none note">Note: ${OF_EARLIER_CASE}.</p> ` : ''
}

function casesPart({ id, results }: Cause, report: Report): Markup {
  const noun = resultNoun(report)
  if (results.length < 2) return html``
  const all = results.length > NAMED ? filterLink({ cause: id }, `all ${grouped(results.length)} ${noun}s`) : ''
  return html`<h4>${noun === 'case' ? 'Cases' : 'Exchanges'}</h4>
    <ul class="cases">
      ${results.slice(0, NAMED).map((each) => html`<li>${caseLink(each)}</li>`)}${
        all === '' ? '' : html`<li>${all}</li>`
      }
    </ul> `
}
