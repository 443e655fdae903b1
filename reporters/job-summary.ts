import type { Cause, Report, ResultStatus } from '../src/report/report.ts'
import { budgetSentences, budgetText } from './budget.ts'
import { byLevel } from './by-level.ts'
import { table } from './markdown.ts'
import { cut, plainText } from './plain-text.ts'
import { isSelection, verdictSentence } from './verdict-sentence.ts'
import { duration, groupBy, largestFirst } from './wording.ts'

/** The most rows of a table, and their most characters. A comment on GitHub has at most 65,536 characters, so all lists are short. */
const ROWS = 50
const CHARACTERS = { causes: 34_000, others: 9_000 }
/** The most ids of a row. */
const IDS = 20
/** The longest text, in characters. */
const LONGEST = 500

const STATUSES: readonly ResultStatus[] = ['pass', 'fail', 'warn', 'skip', 'inconclusive']
const SYMBOLS = { conforms: '✅', violates: '❌', inconclusive: '❔' }

/** Renders a report as Markdown for a GitHub job summary: verdict, totals, causes, inconclusive cases, unverified requirements. */
export function renderJobSummary(report: Report): string {
  const causes = report.causes.filter(({ level }) => level !== 'observe')
  return [
    `## ${SYMBOLS[report.verdict]} ${report.verdict === 'conforms' && isSelection(report) ? 'the selection conforms' : report.verdict}`,
    code(verdictSentence(report)),
    totalsTable(report),
    ...budgetPart(report),
    ...causesPart(causes, report),
    ...inconclusivePart(report),
    ...unverifiedPart(report),
  ]
    .map((part) => `${part}\n`)
    .join('\n')
}

function totalsTable({ totals, requests, durationMs, seed, notReached = [] }: Report): string {
  const counts = STATUSES.map((status) => String(totals[status]))
  const [label, open] = notReached.length === 0 ? [[], []] : [['not reached'], [String(notReached.length)]]
  return table(
    [...STATUSES, ...label, 'requests', 'duration', 'seed'],
    [[...counts, ...open, String(requests.sent), duration(durationMs), String(seed)]],
  )
}

function budgetPart({ budget }: Report): readonly string[] {
  if (budget === undefined) return []
  return [`### Budget of ${budgetText(budget)}`, `${budgetSentences(budget).join('; ')}.`]
}

function causesPart(causes: readonly Cause[], { results }: Report): readonly string[] {
  if (causes.length === 0) return []
  const commands = new Map(results.map(({ id, replay }) => [id, replay.command]))
  const rows = causes
    .slice(0, ROWS)
    .map(({ level, requirement, also, message, at, first, known, results: shown }) => [
      `${known === undefined ? '' : 'known, '}${level} ${ids([requirement, ...also].map((id) => ({ id })))}`,
      `${code(message)} at ${code(at)}`,
      String(shown.length),
      code(commands.get(first) ?? ''),
    ])
  return [
    `### Causes (${causes.length})`,
    ...shortTable(['requirement', 'finding', 'cases', 'replay'], rows, {
      count: causes.length,
      most: CHARACTERS.causes,
    }),
  ]
}

/** A table of the first rows, and the count of the others. */
function shortTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { count = rows.length, most = CHARACTERS.others } = {},
): readonly string[] {
  let left = most
  const end = rows.findIndex((cells) => (left -= cells.join(' | ').length) < 0)
  const shown = rows.slice(0, Math.min(end < 0 ? rows.length : end, ROWS))
  return [table(head, shown), ...(count > shown.length ? [`and ${count - shown.length} more`] : [])]
}

function inconclusivePart({ results }: Report): readonly string[] {
  const open = results.filter(({ status }) => status === 'inconclusive')
  const groups = largestFirst(groupBy(open, ({ reason }) => reason ?? 'no reason'))
  const rows = groups.map(([reason, group]) => [String(group.length), code(reason), ids(group)])
  return rows.length === 0 ? [] : [`### Inconclusive (${open.length})`, ...shortTable(['cases', 'reason', 'ids'], rows)]
}

function unverifiedPart({ requirements }: Report): readonly string[] {
  const open = requirements.filter(({ level, status }) => level !== 'observe' && status === 'unverified')
  const groups = groupBy(open, ({ level, reason }) => JSON.stringify([level, reason ?? 'no reason']))
  const sorted = largestFirst(groups)
    .map(([, group]) => group)
    .toSorted(([a], [b]) => (a === undefined || b === undefined ? 0 : byLevel(a, b)))
  const rows = sorted.flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [[first.level, ids(group), code(first.reason ?? 'no reason')]]
  })
  if (rows.length === 0) return []
  return [`### Requirements not verified (${open.length})`, ...shortTable(['level', 'requirements', 'reason'], rows)]
}

function ids(things: readonly { readonly id: string }[]): string {
  const shown = things.slice(0, IDS).map(({ id }) => code(id))
  return [shown.join(', '), ...(things.length > IDS ? [`and ${things.length - IDS} more`] : [])].join(' ')
}

/**
 * Renders text as HTML code. Markdown characters become character references, so that no markup starts. GitHub makes no mentions
 * or links within `code`.
 */
export function code(text: string): string {
  const safe = cut(plainText(text), LONGEST).replaceAll(
    /[!"#$&'()*:<>@[\\\]^_`{|}~]|(?<=www)\./gi,
    (character) => `&#${character.charCodeAt(0)};`,
  )
  return safe === '' ? '' : `<code>${safe}</code>`
}
