import type { Cause, Report, ResultStatus } from '../../src/report/report.ts'
import { budgetSentences, budgetText } from './budget.ts'
import { byLevel } from './by-level.ts'
import { credentialVariables } from './credential-variables.ts'
import { exchangeRows, layOut } from './finding-detail.ts'
import { codeSpan, htmlCode, inertHtml, table } from './markdown.ts'
import { contrastsOf } from './only-text.ts'
import { plainText } from './plain-text.ts'
import { type Replay, replaysOf } from './replay-of.ts'
import { resultDetail } from './result-detail.ts'
import { shortTable } from './short-table.ts'
import { shownResults } from './shown-results.ts'
import { senderRows } from './unanswered-result.ts'
import { verdictSubject, verdictSentence } from './verdict-sentence.ts'
import { counted, duration, grouped, groupBy, largestFirst, resultNoun } from './wording.ts'

/** The most causes of a table, and the most characters of rows. A comment on GitHub has at most 65,536, so all lists are short. */
const ROWS = 50
const CHARACTERS = { causes: 26_000, others: 8_000, evidence: 16_000 }
/** The outputs that have all rows. */
const WHOLE = 'the HTML and JSON reports'
const OTHERS = { most: CHARACTERS.others, whole: WHOLE }
/** The most causes whose evidence is shown, and the columns of a line of it. */
const SHOWN = 5
const WIDTH = 100
/** The most ids of a row. */
const IDS = 20

const STATUSES: readonly ResultStatus[] = ['pass', 'fail', 'warn', 'skip', 'inconclusive']
const SYMBOLS = { conforms: '✅', violates: '❌', inconclusive: '❔' }

/** Renders a report as Markdown for a GitHub job summary: verdict, totals, causes, inconclusive cases, unverified requirements. */
export function renderJobSummary(report: Report): string {
  const causes = report.causes.filter(({ level }) => level !== 'observe')
  return [
    `## ${SYMBOLS[report.verdict]} ${verdictWords(report)}`,
    codeSpan(verdictSentence(report)),
    totalsTable(report),
    ...budgetPart(report),
    ...notesPart(report),
    ...causesPart(causes, report),
    ...evidencePart(causes, report),
    ...unansweredPart(report),
    ...inconclusivePart(report),
    ...unverifiedPart(report),
  ]
    .map((part) => `${part}\n`)
    .join('\n')
}

/** `violates`, or `the selection conforms` */
function verdictWords(report: Report): string {
  const scope = verdictSubject(report)
  return report.verdict === 'conforms' && scope !== 'whole' ? `the ${scope} conforms` : report.verdict
}

function totalsTable({ totals, requests, durationMs, seed, notReached = [], recorded }: Report): string {
  const counts = STATUSES.map((status) => grouped(totals[status]))
  const [label, open] = notReached.length === 0 ? [[], []] : [['not reached'], [grouped(notReached.length)]]
  if (recorded === true) return table([...STATUSES, 'duration'], [[...counts, duration(durationMs)]])
  return table(
    [...STATUSES, ...label, 'requests', 'duration', 'seed'],
    [[...counts, ...open, grouped(requests.sent), duration(durationMs), String(seed)]],
  )
}

function notesPart({ notes = [] }: Report): readonly string[] {
  return notes.map((note) => `Note: ${codeSpan(note)}`)
}

function budgetPart({ budget }: Report): readonly string[] {
  if (budget === undefined) return []
  return [`### Budget of ${budgetText(budget)}`, `${budgetSentences(budget).join('; ')}.`]
}

function causesPart(causes: readonly Cause[], { results, recorded }: Report): readonly string[] {
  if (causes.length === 0) return []
  const commands = replaysOf(causes, results)
  const rows = causes
    .slice(0, ROWS)
    .map(({ id: cause, level, requirement, also, message, at, known, results: shown }) => [
      `${known === undefined ? '' : 'known, '}${level} ${ids([requirement, ...also].map((id) => ({ id })))}`,
      `${codeSpan(message)} at ${codeSpan(at)}`,
      grouped(shown.length),
      reproduceText(commands.get(cause)),
    ])
  return [
    `### ${headingOf(causes)}`,
    `Findings that most likely have one fault behind them are one row, the weightiest first. ${recorded === true ? 'The command judges the recording again.' : 'The command repeats a case that shows it.'}`,
    ...shortTable(['requirement', 'finding', recorded === true ? 'exchanges' : 'cases', 'reproduce'], rows, {
      count: causes.length,
      most: CHARACTERS.causes,
      whole: WHOLE,
    }),
  ]
}

function reproduceText({ command, caution }: Partial<Replay> = {}): string {
  return [codeSpan(command ?? ''), ...(caution === undefined ? [] : [caution])].join(' ')
}

/** Renders the first causes on the wire: expected, actual, request, answer, commands, and the value as a declared case. */
function evidencePart(causes: readonly Cause[], report: Report): readonly string[] {
  const [shown, contrasts] = [shownResults(report), contrastsOf(causes)]
  let left = CHARACTERS.evidence
  return causes
    .filter(({ known }) => known === undefined)
    .slice(0, SHOWN)
    .flatMap((cause) => {
      const { result, finding } = shown.get(cause.id) ?? {}
      if (result === undefined || finding === undefined) return []
      // The summary of the element says what the first line would.
      const detail = resultDetail(result, [finding], { width: WIDTH, contrasts }).slice(1)
      const lines = [...credentialVariables(detail), ...detail].map(inertHtml)
      const part = `<details><summary>Evidence of ${htmlCode(cause.requirement)}: ${htmlCode(finding.message)}</summary>\n\n<pre>\n${lines.join('\n')}\n</pre>\n\n</details>`
      left -= part.length
      return left < 0 ? [] : [part]
    })
}

/** The request at which the target stopped answering, with the output of a started server. */
function unansweredPart(report: Report): readonly string[] {
  const { unanswered, results } = report
  if (unanswered === undefined) return []
  const open = results.find(({ status }) => status === 'inconclusive')
  const sender = senderRows(report)
  const others = open === undefined ? [] : [{ label: 'replay', lines: [plainText(open.replay.command)] }]
  const rows = [...exchangeRows(unanswered, { width: WIDTH }), ...(sender.length > 0 ? sender : others)]
  const detail = layOut(rows).map((line) => `  ${line}`)
  const lines = [...credentialVariables(detail), ...detail].map(inertHtml)
  return ['### The first request without an answer', `<pre>\n${lines.join('\n')}\n</pre>`]
}

/** `What to mend: 2 causes that violate a must, 1 that violates a should` */
function headingOf(causes: readonly Cause[]): string {
  const [must, should] = (['must', 'should'] as const).map(
    (level) => causes.filter((one) => one.level === level).length,
  )
  const parts = [
    [must ?? 0, 'must'],
    [should ?? 0, 'should'],
  ] as const
  const shown = parts.filter(([count]) => count > 0)
  const texts = shown.map(([count, level], index) => {
    const what = index === 0 ? counted(count, 'cause') : String(count)
    return `${what} that ${count === 1 ? 'violates' : 'violate'} a ${level}`
  })
  return `What to mend: ${texts.join(', ')}`
}

function inconclusivePart(report: Report): readonly string[] {
  const { results } = report
  const open = results.filter(({ status }) => status === 'inconclusive')
  const groups = largestFirst(groupBy(open, ({ reason }) => reason ?? 'no reason'))
  const rows = groups.map(([reason, group]) => [String(group.length), codeSpan(reason), ids(group)])
  return rows.length === 0
    ? []
    : [
        `### ${counted(open.length, resultNoun(report))} without a verdict`,
        ...shortTable([`${resultNoun(report)}s`, 'reason', 'ids'], rows, OTHERS),
      ]
}

function unverifiedPart({ requirements }: Report): readonly string[] {
  const open = requirements.filter(({ level, status }) => level !== 'observe' && status === 'unverified')
  const groups = groupBy(open, ({ level, reason }) => JSON.stringify([level, reason ?? 'no reason']))
  const sorted = largestFirst(groups)
    .map(([, group]) => group)
    .toSorted(([a], [b]) => (a === undefined || b === undefined ? 0 : byLevel(a, b)))
  const rows = sorted.flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [[first.level, ids(group), codeSpan(first.reason ?? 'no reason')]]
  })
  if (rows.length === 0) return []
  return [
    `### ${counted(open.length, 'requirement')} not verified`,
    ...shortTable(['level', 'requirements', 'reason'], rows, OTHERS),
  ]
}

function ids(things: readonly { readonly id: string }[]): string {
  const shown = things.slice(0, IDS).map(({ id }) => codeSpan(id))
  return [shown.join(', '), ...(things.length > IDS ? [`and ${things.length - IDS} more`] : [])].join(' ')
}
