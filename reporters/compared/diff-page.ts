import type { CauseChange } from '../../src/report/cause-change.ts'
import type { CaseChange, ComparedRun, Diff } from '../../src/report/diff.ts'
import { caseText, diffSentence, diffNotes, slowerText } from './diff-wording.ts'
import { inertText, staticPage, wideTable } from '../text/static-page.ts'
import { counted, versionText } from '../text/wording.ts'

/** The cases that a change names at once; all others stand below a button. */
const NAMED = 5
/** The longest message or command, in characters. */
const LONGEST = 2_000

/** Renders a comparison of two reports as one HTML file: regressions first. Text of a server is inert. */
export function renderDiffPage(diff: Diff): string {
  const parts = [
    wideTable('The two runs', runRows(diff)),
    ...diffNotes(diff).map((note) => `<p>Note: ${inertText(note)}.</p>\n`),
    causesPart('Regressions', diff.regressions, 'bad'),
    causesPart('Mended', diff.mended, 'good'),
    causesPart('Changed evidence', diff.changed, ''),
    casesPart('New cases', diff.new),
    casesPart('Gone cases', diff.gone),
    casesPart('No longer judged', diff.unjudged),
    slowerPart(diff),
  ]
  const sentence = diffSentence(diff)
  return staticPage(inertText(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`), parts.join(''))
}

function runRows({ from, to }: Diff): string {
  const head = ['', 'verdict', 'passed', 'failed', 'target', 'contract', 'started', 'seed']
  return `<thead><tr>${head.map((name) => (name === '' ? '<td></td>' : `<th scope="col">${name}</th>`)).join('')}</tr></thead>
<tbody>
${runRow('from', from)}
${runRow('to', to)}
</tbody>`
}

function runRow(name: string, { verdict, totals, target, contract, startedAt, seed }: ComparedRun): string {
  const cells = [totals.pass, totals.fail, target, `${contract.name} ${versionText(contract)}`, startedAt, seed]
  const texts = cells.map((cell) => `<td>${inertText(String(cell))}</td>`).join('')
  return `<tr><th scope="row">${name}</th><td class="${verdict}"><strong>${verdict}</strong></td>${texts}</tr>`
}

function causesPart(heading: string, changes: readonly CauseChange[], className: string): string {
  if (changes.length === 0) return ''
  return `<h2>${heading} (${counted(changes.length, 'cause')})</h2>\n${changes.map((change) => changePart(change, className)).join('')}`
}

function changePart({ level, requirement, message, at, cases, replay, was }: CauseChange, className: string): string {
  const earlier =
    was === undefined ? '' : `<p class="was">before: ${long(was.message)}, at <code>${long(was.at)}</code></p>\n`
  const command = replay === undefined ? '' : `<pre>${long(replay)}</pre>\n`
  return `<article${className === '' ? '' : ` class="${className}"`}>
<h3>${level} <code>${inertText(requirement)}</code></h3>
<p>${long(message)}, at <code>${long(at)}</code></p>
${earlier}${command}${idList(counted(cases.length, 'case'), cases)}</article>
`
}

function casesPart(heading: string, cases: readonly CaseChange[]): string {
  if (cases.length === 0) return ''
  return `<h2>${heading} (${cases.length})</h2>\n${idList(counted(cases.length, 'case'), cases.map(caseText))}`
}

/** The ids as a list: below a summary if there are many. */
function idList(summary: string, ids: readonly string[]): string {
  const list = `<ul>${ids.map((id) => `<li><code>${inertText(id)}</code></li>`).join('')}</ul>\n`
  return ids.length > NAMED ? `<details><summary>${summary}</summary>${list}</details>\n` : list
}

function slowerPart({ slower }: Diff): string {
  if (slower.length === 0) return ''
  return `<h2>Slower</h2>\n<ul>${slower.map((one) => `<li>${inertText(slowerText(one))}</li>`).join('')}</ul>\n`
}

function long(text: string): string {
  return inertText(text, LONGEST)
}
