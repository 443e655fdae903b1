import type { Report } from '../../src/report/report.ts'
import { counted, resultNoun } from '../text/wording.ts'
import { html, type Markup } from './markup.ts'

/** The frame of the list of cases. The script of the page fills it from the data of the page. */
export function caseList(report: Pick<Report, 'results' | 'recorded'>): Markup {
  const { results } = report
  const noun = resultNoun(report)
  return html`<section id="cases" aria-labelledby="cases-title">
    <h2 id="cases-title">${noun === 'case' ? 'Cases' : 'Exchanges'}</h2>
    <noscript
      ><p>
        The list of ${counted(results.length, noun)} needs JavaScript. Verdict, causes and requirements do not.
      </p></noscript
    >
    <div id="list" hidden>
      <form role="search" id="filters">
        <label class="wide"
          >Text <input type="search" name="text" autocomplete="off" placeholder="id, title, reason or cause"
        /></label>
        ${choice('Status', 'status', STATUSES)}${choice('Level', 'level', LEVELS)}${choice('Requirement', 'requirement')}${choice('Cause', 'cause')}
        <button type="reset">Clear</button>
      </form>
      <p id="count" role="status" data-noun="${noun}s"></p>
      <ul id="rows"></ul>
      <button id="more" type="button" hidden>Show more</button>
    </div>
  </section> `
}

const STATUSES = { fail: 'failed', warn: 'warned', inconclusive: 'inconclusive', skip: 'skipped', pass: 'passed' }
const LEVELS = { must: 'must', should: 'should', observe: 'observe' }

function choice(label: string, name: string, choices: Readonly<Record<string, string>> = {}): Markup {
  const options = Object.entries(choices).map(([value, text]) => html`<option value="${value}">${text}</option>`)
  return html`<label
    >${label}
    <select name="${name}">
      <option value="">any</option>
      ${options}
    </select></label
  > `
}
