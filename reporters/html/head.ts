import type { Report, ResultStatus } from '../../src/report/report.ts'
import { budgetSentences, budgetText } from '../text/budget.ts'
import { unansweredResult } from '../text/unanswered-result.ts'
import { verdictSubject, verdictSentence } from '../text/verdict-sentence.ts'
import { counted, duration, grouped, named, targetText, versionText } from '../text/wording.ts'
import { command, exchangePanel } from './evidence.ts'
import { caseLink, filterLink } from './links.ts'
import { html, type Markup } from './markup.ts'

const VERDICTS = { violates: 'Violates', conforms: 'Conforms', inconclusive: 'Inconclusive' }

/** The verdict with its reason, the facts of the run, the totals, and notices about parts that are missing. */
export function headPart(report: Report): Markup {
  const { verdict, contract, seed, startedAt, durationMs, requests, level, recorded } = report
  const delayed = requests.delayed === 0 ? '' : `, ${grouped(requests.delayed)} delayed`
  const scope = verdictSubject(report)
  const traffic = recorded === true ? 'nothing sent' : `${counted(requests.sent, 'request')}${delayed}`
  return html`<header class="${verdict}">
    <div class="verdict">
      <h1>${verdict === 'conforms' && scope !== 'whole' ? `The ${scope} conforms` : VERDICTS[verdict]}</h1>
      <p>${verdictSentence(report)}</p>
    </div>
    ${totalsPart(report)}
    <dl class="facts run">
      <div>
        <dt>${recorded === true ? 'Recording' : 'Target'}</dt>
        <dd>${targetText(report)}</dd>
      </div>
      <div>
        <dt>Contract</dt>
        <dd>${contract.name} ${versionText(contract)}, gated by ${level}</dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd><time datetime="${startedAt}">${startedAt.slice(0, 19).replace('T', ' ')} UTC</time></dd>
      </div>
      <div>
        <dt>Took</dt>
        <dd>${duration(durationMs)}, ${traffic}</dd>
      </div>
      ${
        recorded === true
          ? ''
          : html`<div>
              <dt>Seed</dt>
              <dd>${seed}</dd>
            </div>`
      }
    </dl>
    ${noticesPart(report)}
  </header> `
}

const STATUSES: readonly (readonly [status: ResultStatus, text: string])[] = [
  ['fail', 'failed'],
  ['warn', 'warned'],
  ['inconclusive', 'inconclusive'],
  ['skip', 'skipped'],
  ['pass', 'passed'],
]

function totalsPart({ totals, results }: Report): Markup {
  let from = 0
  const all = Math.max(1, results.length)
  const bars = STATUSES.map(([status]) => {
    const width = (totals[status] / all) * 100
    const bar = html`<rect class="${status}" x="${from.toFixed(2)}" width="${width.toFixed(2)}" height="4" />`
    from += width
    return bar
  })
  return html`<div class="totals">
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
    <ul>
      ${STATUSES.filter(([status]) => totals[status] > 0).map(
        ([status, text]) =>
          html`<li class="${status}">${filterLink({ status }, `${grouped(totals[status])} ${text}`)}</li>`,
      )}
    </ul>
  </div> `
}

/** The most named ids in a notice. */
const NAMED = 5

function noticesPart(report: Report): Markup | string {
  const { leftBehind = [], notReached = [], budget, unanswered, results, notes = [] } = report
  const flaky = results.filter((result) => result.flaky === true).map(({ id }) => id)
  const notices = [
    ...(budget === undefined ? [] : [`Budget of ${budgetText(budget)}: ${budgetSentences(budget).join('; ')}.`]),
    ...(notReached.length === 0 ? [] : [`The run ended early: ${counted(notReached.length, 'case')} not reached.`]),
    ...(leftBehind.length === 0 ? [] : [`The run could not remove what it created: ${named(leftBehind, NAMED)}.`]),
    ...(flaky.length === 0
      ? []
      : [`Flaky, failed once and then passed: ${counted(flaky.length, 'case')}: ${named(flaky, NAMED)}.`]),
    ...notes.map((note) => `${note}.`),
  ]
  if (notices.length === 0 && unanswered === undefined) return ''
  const sender = unansweredResult(report)
  const open = sender ?? results.find(({ status }) => status === 'inconclusive')
  const first =
    unanswered === undefined
      ? ''
      : html`<li>
          The first request without an answer:
          <div class="inside">
            ${exchangePanel(unanswered, 2_000)}${sender === undefined ? '' : html`<p>Sent by ${caseLink(sender.id)}.</p> `}
            ${open === undefined ? '' : command('Reproduce', open.replay.command)}
          </div>
        </li> `
  return html`<ul class="notices">
    ${first}${notices.map((text) => html`<li>${text}</li> `)}
  </ul> `
}
