import type { Evidence } from '../../src/secrets/evidence.ts'
import type { ReportedFinding } from '../../src/report/report.ts'
import type { ReportedCounterexample, ReportedStep } from '../../src/report/reported-counterexample.ts'
import { writesBeside } from '../text/beside.ts'
import { cut } from '../text/plain-text.ts'
import { sentAs } from '../text/sent-as.ts'
import { differenceSides, generatorText } from '../text/counterexample-text.ts'
import { counted } from '../text/wording.ts'
import { html, type Markup, preformatted } from './markup.ts'
import { type Paths, shortPaths } from './paths.ts'

/** The longest shown body of a step, in characters. */
const LONGEST_BODY = 200

/** The requests of a failing history as numbered steps, the failing one last. */
export function historySteps(steps: readonly ReportedStep[]): Markup {
  if (steps.length === 0) return html``
  const paths = shortPaths(steps.map(({ url }) => url))
  return html`<h5>Steps of the history</h5>
    ${paths.note}
    <ol class="steps">
      ${steps.map(
        (step, index) =>
          html`<li${index === steps.length - 1 ? html` class="last"` : ''}>${stepLine(step, paths)}</li>\n`,
      )}
    </ol> `
}

function stepLine({ method, url, body, status, ...sender }: ReportedStep, { short }: Paths): Markup {
  const sent = body === undefined || body === '' ? '' : html`<code class="body">${cut(body, LONGEST_BODY)}</code>`
  return html`<code><b>${method}</b> ${short(url)}</code>${sentAs(sender)}
    <span class="status">${status ?? 'no answer'}</span>${sent}`
}

/** The most writes beside a race, as a count. */
const MOST_BESIDE = 8

/** The requests of a moment, each with the time from its start to its answer as a bar. */
export function momentSteps(finding: ReportedFinding, exchanges: readonly Evidence[]): Markup {
  const { timeline = [] } = finding
  const [first] = timeline
  if (first === undefined) return html``
  const beside = writesBeside(finding, exchanges).slice(0, MOST_BESIDE)
  const own = timeline.flatMap(({ exchange }) => exchanges[exchange] ?? [])
  const paths = shortPaths([...own, ...beside].map(({ request }) => request.url))
  const end = Math.max(1, ...timeline.map(({ startMs, endMs = startMs }) => endMs))
  return html`<h5>Requests at the same moment, by their start</h5>
    ${paths.note}
    <table class="moment">
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col">Answer</th>
          <th scope="col">Time in ms</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${timeline.map((timed) => momentRow(timed, exchanges[timed.exchange], { end, paths }))}
      </tbody>
    </table>
    ${
      beside.length === 0
        ? ''
        : html`<p class="none below">Under way at that time, about others:</p>
            <ul class="steps">
              ${beside.map((one) => html`<li>${caseStep(one, paths)}</li> `)}
            </ul>`
    } `
}

type Timed = NonNullable<ReportedFinding['timeline']>[number]

function momentRow(
  { startMs, endMs }: Timed,
  sent: Evidence | undefined,
  { end, paths }: { readonly end: number; readonly paths: Paths },
): Markup {
  const { request, response } = sent ?? {}
  const body = request?.body === undefined || request.body === '' ? '' : cut(request.body, LONGEST_BODY)
  const [from, to] = [(startMs / end) * 100, ((endMs ?? end) / end) * 100]
  return html`<tr>
    <td>
      <code><b>${request?.method ?? ''}</b> ${paths.short(request?.url ?? '')}</code>${
        body === '' ? '' : html`<code class="body">${body}</code>`
      }
    </td>
    <td>${response === undefined ? 'none' : response.status}</td>
    <td>${startMs} to ${endMs ?? 'the end'}</td>
    <td>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect x="${from.toFixed(1)}" width="${Math.max(1, to - from).toFixed(1)}" height="8" />
      </svg>
    </td>
  </tr> `
}

/** The requests of a case in order, each with the beginning of its body, and with the failing one marked. A long case is cut around it. */
export function caseSteps(exchanges: readonly Evidence[], failing: number): Markup {
  if (exchanges.length < 2) return html``
  const from = Math.max(0, Math.min(failing - BEFORE, exchanges.length - BEFORE - AFTER))
  const part = exchanges.slice(from, from + BEFORE + AFTER)
  const paths = shortPaths(part.map(({ request }) => request.url))
  return html`<h5>Requests of the case</h5>
    ${paths.note}
    <ol class="steps" start="${from + 1}">
      ${part.map(
        (one, index) => html`<li${from + index === failing ? html` class="last"` : ''}>${caseStep(one, paths)}</li>\n`,
      )}
    </ol>
    ${exchanges.length > part.length ? html`<p class="none">${counted(exchanges.length, 'request')} in all</p> ` : ''}`
}

/** The most requests before the failing one, and from it on. */
const BEFORE = 6
const AFTER = 4

function caseStep({ request, response }: Evidence, paths: Paths): Markup {
  return stepLine({ ...request, ...(response === undefined ? {} : { status: response.status }) }, paths)
}

/** The drawn value: its broken rule, its generator, the changes that make it valid, and the case to paste. */
export function counterexamplePart({
  broken,
  name,
  shrinks,
  sentWith = [],
  twin,
  steps,
  case: declared,
}: ReportedCounterexample): Markup {
  const generator = generatorText({ name, shrinks, ...(steps === undefined ? {} : { steps }) })
  return html`<dl class="facts">
      ${
        broken === undefined
          ? ''
          : html`<div>
              <dt>Broken rule</dt>
              <dd>${broken}</dd>
            </div> `
      }
      <div>
        <dt>Generator</dt>
        <dd>${generator}</dd>
      </div>
      ${
        sentWith.length === 0
          ? ''
          : html`<div>
              <dt>Sent with</dt>
              <dd>${sentWith.map((part) => html`<code>${part}</code> `)}</dd>
            </div> `
      }
      ${
        twin === undefined
          ? ''
          : html`<div>
              <dt>Valid with</dt>
              <dd>
                ${twin.difference.map((one) => html`<code>${one.at} ${differenceSides(one, shown).join(' → ')}</code> `)}
              </dd>
            </div> `
      }
    </dl>
    ${declaredPart(declared)}`
}

/** A drawn value as a declared case, to paste. */
export function declaredPart(declared: string | undefined): Markup {
  if (declared === undefined) return html``
  return html`<details>
    <summary>As a declared case</summary>
    <pre class="copy">${preformatted(declared.trimEnd())}</pre>
  </details> `
}

function shown(given: unknown): string {
  return given === undefined ? 'absent' : cut(JSON.stringify(given), LONGEST_BODY)
}
