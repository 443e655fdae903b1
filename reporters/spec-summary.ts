import type { Cause, Report, RequirementResult, Result, ResultStatus } from '../src/report/report.ts'
import { cut, plainText } from './plain-text.ts'
import { headingOf } from './result-detail.ts'
import type { Styles } from './styles.ts'
import { verdictSentence } from './verdict-sentence.ts'
import { counted, duration, groupBy, largestFirst, named } from './wording.ts'

export interface SummaryContext {
  readonly styles: Styles
  readonly verbose: boolean
}

/** How many ids stand for a group. */
const IDS = 5
/** How much of a message is said again. */
const LONGEST = 200
/** How many causes are listed; each has had its block by then. */
const CAUSES = 20

/** The end of a run: what is wrong, what could not be told, what was left out, the verdict, and what to do next. */
export function renderSummary(report: Report, { styles, verbose }: SummaryContext): readonly string[] {
  const causes = report.causes.filter(({ level }) => verbose || level !== 'observe')
  return [
    ...causesSection(causes, report, styles),
    ...flakySection(report, styles),
    ...reasonsSection('inconclusive', report, styles),
    ...reasonsSection('skip', report, styles),
    ...unverifiedSection(report, styles),
    ...leftBehindSection(report, styles),
    '',
    totalsLine(report),
    renderVerdict(report, styles),
    ...nextSteps(report, causes),
  ]
}

function leftBehindSection({ leftBehind = [] }: Report, styles: Styles): readonly string[] {
  if (leftBehind.length === 0) return []
  return section(
    'Left on the target: it could not be removed',
    leftBehind.map((one) => `  ${plainText(one)}`),
    styles,
  )
}

/** The verdict and its reason, in one line. */
export function renderVerdict(report: Report, { verdict }: Styles): string {
  return `${verdict(report.verdict)}  ${plainText(verdictSentence(report))}`
}

function causesSection(causes: readonly Cause[], { requirements }: Report, styles: Styles): readonly string[] {
  const texts = new Map(requirements.map(({ id, text }) => [id, text]))
  const heading = { heading: styles.level }
  const listed = causes
    .slice(0, CAUSES)
    .flatMap(({ level, requirement, also, message, results, places }) => [
      `  ${headingOf({ level, requirement, message: texts.get(requirement) ?? 'not in the contract' }, heading)}`,
      `    ${cut(plainText(message), LONGEST)}`,
      `    at ${placesText(places)}`,
      ...(also.length === 0 ? [] : [`    with it: ${also.join(', ')}`]),
      `    ${counted(results.length, 'case')}: ${firstAndMore(results)}`,
    ])
  const rest = causes.length - CAUSES
  return section(`Causes (${causes.length})`, [...listed, ...(rest > 0 ? [`  and ${rest} more`] : [])], styles)
}

function placesText(places: readonly string[]): string {
  const shown = places.slice(0, IDS).map((place) => cut(plainText(place), LONGEST))
  return `${shown.join(', ')}${places.length > IDS ? ` and ${places.length - IDS} more places` : ''}`
}

/** `a and 11 more: b, c, d, e, f …` */
function firstAndMore([first = '', ...others]: readonly string[]): string {
  const more = others.slice(0, IDS).map(plainText)
  const tail = others.length > IDS ? ' …' : ''
  const rest = others.length === 0 ? '' : ` and ${others.length} more: ${more.join(', ')}${tail}`
  return `${plainText(first)}${rest}`
}

function flakySection({ results }: Report, styles: Styles): readonly string[] {
  const flaky = results.filter((result) => result.flaky === true)
  const lines = flaky.map(({ id }) => `  ${plainText(id)}`)
  return section(
    `Flaky (${flaky.length}): failed, then passed when tried once more, alone; still failures`,
    lines,
    styles,
  )
}

const HEADINGS = { inconclusive: 'Inconclusive', skip: 'Skipped' }

function reasonsSection(status: 'inconclusive' | 'skip', { results }: Report, styles: Styles): readonly string[] {
  const concerned = results.filter((result) => result.status === status)
  const groups = largestFirst(groupBy(concerned, ({ reason }) => reason ?? 'no reason'))
  const lines = groups.map(([reason, group]) => `  ${group.length} × ${plainText(reason)}: ${idsOf(group)}`)
  return section(`${HEADINGS[status]} (${concerned.length})`, lines, styles)
}

function unverifiedSection({ requirements }: Report, styles: Styles): readonly string[] {
  const gating = requirements.filter(({ level, status }) => level !== 'observe' && status !== 'excluded')
  const open = gating.filter(({ status }) => status === 'unverified')
  const groups = groupBy(open, ({ level, reason }) => `${level}, ${reason ?? 'no reason'}`)
  const byLevel = (['must', 'should'] as const).flatMap((level) =>
    largestFirst(groups.filter(([, [first]]) => first?.level === level)),
  )
  const lines = byLevel.map(([said, group]) => `  ${group.length} × ${plainText(said)}: ${idsOf(group)}`)
  return section(`Requirements not verified (${open.length} of ${gating.length})`, lines, styles)
}

function idsOf(things: readonly (Result | RequirementResult)[]): string {
  return plainText(
    named(
      things.map(({ id }) => id),
      IDS,
    ),
  )
}

function section(heading: string, lines: readonly string[], { title }: Styles): readonly string[] {
  return lines.length === 0 ? [] : ['', title(heading), ...lines]
}

const WORDS: readonly (readonly [ResultStatus, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['warn', 'warned'],
  ['skip', 'skipped'],
  ['inconclusive', 'inconclusive'],
]

function totalsLine({ results, totals, requests, durationMs, seed }: Report): string {
  const counts = WORDS.filter(([status]) => totals[status] > 0).map(([status, word]) => `${totals[status]} ${word}`)
  const delayed = requests.delayed > 0 ? ` (${requests.delayed} delayed)` : ''
  const effort = `${counted(requests.sent, 'request')}${delayed}, ${duration(durationMs)}, seed ${seed}`
  return `${[counted(results.length, 'case'), ...counts].join(', ')}; ${effort}`
}

/** What was only observed asks for no step. */
function nextSteps({ results, verdict }: Report, causes: readonly Cause[]): readonly string[] {
  const cause = causes.find(({ level }) => level !== 'observe')
  const open = results.find(({ status }) => status === 'inconclusive')
  const failed = results.find(({ id }) => id === cause?.first)
  const next = verdict === 'inconclusive' && open !== undefined ? open : (failed ?? open)
  return next === undefined ? [] : [`Next: ${plainText(next.replay.command)}`]
}
