import type { Cause, Report, RequirementResult, Result, ResultStatus } from '../../src/report/report.ts'
import { baselineSections } from './baseline-sections.ts'
import { budgetSentences, budgetText } from '../text/budget.ts'
import { cut, plainText, shortPlainText } from '../text/plain-text.ts'
import { stepLine } from '../text/counterexample-detail.ts'
import { layOut } from '../text/finding-detail.ts'
import { bodyWidth, exchangeLines, headingOf } from '../text/result-detail.ts'
import { replaysOf } from '../text/replay-of.ts'
import { newResults } from '../text/new-results.ts'
import { contrastText } from '../text/only-text.ts'
import { renderSlowest } from '../text/slowest.ts'
import type { Styles } from '../text/styles.ts'
import { scopeOf, verdictSentence } from '../text/verdict-sentence.ts'
import { counted, duration, groupBy, grouped, largestFirst, named, resultNoun } from '../text/wording.ts'

/** The options of the terminal summary. */
interface SummaryContext {
  readonly styles: Styles
  /** In columns. */
  readonly width: number
  readonly verbose: boolean
  readonly slowest?: number
}

/** The most ids or places of a group. */
const IDS = 5
/** The longest message or place, in characters. */
const LONGEST = 200

/** Renders the end of a run: causes, open cases and requirements, totals, verdict and replay command. */
export function renderSummary(report: Report, { styles, width, verbose, slowest }: SummaryContext): readonly string[] {
  const { notes = [] } = report
  const causes = report.causes.filter(({ level, known }) => verbose || (level !== 'observe' && known === undefined))
  return [
    ...causesSection(causes, report, styles),
    ...baselineSections(report).flatMap(({ heading, lines }) => section(heading, lines, styles)),
    ...flakySection(report, styles),
    ...reasonsSection('inconclusive', report, { styles, verbose }),
    ...reasonsSection('skip', report, { styles, verbose }),
    ...unverifiedSection(report, { styles, verbose }),
    ...budgetSection(report, styles),
    ...leftBehindSection(report, styles),
    ...unansweredSection(report, { width: bodyWidth(width), styles }),
    ...(slowest === undefined ? [] : renderSlowest(report, slowest, styles)),
    ...section(
      'Notes',
      notes.map((note) => `  ${plainText(note)}`),
      styles,
    ),
    '',
    totalsLine(report),
    renderVerdict(report, styles),
    ...reproduceLine(report, causes),
    ...nextLine(report, causes),
  ]
}

function budgetSection({ budget }: Report, styles: Styles): readonly string[] {
  if (budget === undefined) return []
  const lines = budgetSentences(budget).map((sentence) => `  ${sentence}`)
  return section(`Budget of ${budgetText(budget)}`, lines, styles)
}

function leftBehindSection({ leftBehind = [] }: Report, styles: Styles): readonly string[] {
  if (leftBehind.length === 0) return []
  return section(
    `Not removed from the target (${leftBehind.length})`,
    leftBehind.map((item) => `  ${plainText(item)}`),
    styles,
  )
}

/** The request at which the target stopped answering, also if a set-up or a clean-up sent the request. */
function unansweredSection(
  { unanswered, answeredBefore = [] }: Report,
  { width, styles }: Pick<SummaryContext, 'styles' | 'width'>,
): readonly string[] {
  if (unanswered === undefined) return []
  const before = answeredBefore.length === 0 ? [] : [{ label: 'before', lines: answeredBefore.map(stepLine) }]
  const lines = layOut(before, styles.dim).map((line) => `  ${line}`)
  return section('Not answered', [...exchangeLines(unanswered, { width, label: styles.dim }), ...lines], styles)
}

/** Renders the verdict and its reason as a single line. */
export function renderVerdict(report: Report, { verdict }: Styles): string {
  return `${verdict(report.verdict, scopeOf(report))}  ${plainText(verdictSentence(report))}`
}

function causesSection(causes: readonly Cause[], report: Report, styles: Styles): readonly string[] {
  const texts = new Map(report.requirements.map(({ id, text }) => [id, text]))
  const heading = { heading: styles.level }
  const ruleOf = (requirement: string): string => plainText(texts.get(requirement) ?? 'not in the contract')
  const listed = causes.flatMap(({ id, level, requirement, also, message, results, places, first, only }) => [
    `  ${headingOf({ level, requirement, message: cut(message, LONGEST) }, heading)}`,
    `    at ${placesText(places)}`,
    ...(only === undefined ? [] : [`    only ${contrastText(only)}`]),
    `    ${styles.dim(`rule: ${ruleOf(requirement)}`)}`,
    ...also.slice(0, RULES).map((one) => `    ${styles.dim(`also violated, ${plainText(one)}: ${ruleOf(one)}`)}`),
    ...(also.length > RULES
      ? [`    ${styles.dim(`also violated: ${also.slice(RULES).map(plainText).join(', ')}`)}`]
      : []),
    ...extentLines({ id, results, first }, report),
  ])
  return section(causesHeading(causes), listed, styles)
}

/** The most requirements of a cause beside its first that are shown with their rules; others are named. */
const RULES = 3

/** `Causes: 33 of must, 14 of should` */
function causesHeading(causes: readonly Cause[]): string {
  const counts = (['must', 'should', 'observe'] as const).map((level) => ({ level, count: ofLevel(causes, level) }))
  return `Causes: ${counts.flatMap(({ level, count }) => (count === 0 ? [] : [`${grouped(count)} of ${level}`])).join(', ')}`
}

function ofLevel(causes: readonly Cause[], level: Cause['level']): number {
  return causes.filter((cause) => cause.level === level).length
}

/** The cases with a new finding of a cause, that with the told message first, and the count of known ones. */
function extentLines(cause: Pick<Cause, 'id' | 'results' | 'first'>, report: Report): readonly string[] {
  const news = newResults(cause, report)
  const all = news.length === 0 ? cause.results : news
  const shown = [...all.filter((id) => id === cause.first), ...all.filter((id) => id !== cause.first)]
  const known = cause.results.length - shown.length
  const rest = known === 0 ? '' : ` (and ${counted(known, 'known case')})`
  return [`    ${counted(shown.length, resultNoun(report))}${rest}: ${firstAndMore(shown)}`]
}

function placesText(places: readonly string[]): string {
  const shown = places.slice(0, IDS).map((place) => shortPlainText(place, LONGEST))
  return `${shown.join(', ')}${places.length > IDS ? ` and ${grouped(places.length - IDS)} more places` : ''}`
}

/** `a and 11 more: b, c, d, e, f …` */
function firstAndMore([first = '', ...others]: readonly string[]): string {
  const more = others.slice(0, IDS).map(plainText)
  const tail = others.length > IDS ? ' …' : ''
  const rest = others.length === 0 ? '' : ` and ${grouped(others.length)} more: ${more.join(', ')}${tail}`
  return `${plainText(first)}${rest}`
}

function flakySection({ results }: Report, styles: Styles): readonly string[] {
  const flaky = results.filter((result) => result.flaky === true)
  const lines = flaky.map(({ id }) => `  ${plainText(id)}`)
  return section(`Flaky (${flaky.length}): failed, then passed on the retry; counted as failed`, lines, styles)
}

const HEADINGS = { inconclusive: 'Inconclusive', skip: 'Skipped' }

type Shown = Pick<SummaryContext, 'styles' | 'verbose'>

function reasonsSection(
  status: 'inconclusive' | 'skip',
  { results }: Report,
  { styles, verbose }: Shown,
): readonly string[] {
  const concerned = results.filter((result) => result.status === status)
  const groups = largestFirst(groupBy(concerned, ({ reason }) => reason ?? 'no reason'))
  const isLong = status === 'skip' && !verbose
  return section(
    `${HEADINGS[status]} (${concerned.length})`,
    isLong ? firstReasons(groups) : groups.map(toLine),
    styles,
  )
}

/** The most reasons of a section without `--verbose`. */
const REASONS = 10

/** Reasons that name a flag or a key of the configuration: the reader can mend them. */
const MENDABLE = /--[a-z]|\bneeds\b|configured/

type Group = readonly [reason: string, entries: readonly (Result | RequirementResult)[]]

function toLine([reason, group]: Group): string {
  return `  ${group.length} × ${plainText(reason)}: ${idsOf(group)}`
}

/** The lines of the first reasons, those that the reader can mend before the others, and the count of the rest. */
function firstReasons(groups: readonly Group[]): readonly string[] {
  if (groups.length <= REASONS) return groups.map(toLine)
  const isMendable = ([reason]: Group): boolean => MENDABLE.test(reason)
  const ordered = [...groups.filter(isMendable), ...groups.filter((group) => !isMendable(group))]
  const rest = ordered.slice(REASONS)
  const count = rest.reduce((sum, [, group]) => sum + group.length, 0)
  return [
    ...ordered.slice(0, REASONS).map(toLine),
    `  ${grouped(count)} for ${grouped(rest.length)} more reasons; --verbose and the reports in files have all`,
  ]
}

function unverifiedSection({ requirements, reason: end }: Report, { styles, verbose }: Shown): readonly string[] {
  const gating = requirements.filter(({ level, status }) => level !== 'observe' && status !== 'excluded')
  const open = gating.filter(({ status }) => status === 'unverified')
  // The line of the verdict has the reason of an early end.
  const groups = groupBy(
    open,
    ({ level, reason = 'no reason' }) => `${level}, ${reason === `not reached: ${end}` ? 'not reached' : reason}`,
  )
  const byLevel = (['must', 'should'] as const).flatMap((level) =>
    largestFirst(groups.filter(([, [first]]) => first?.level === level)),
  )
  const lines = verbose ? byLevel.map(toLine) : firstReasons(byLevel)
  return section(`Requirements not verified (${open.length} of ${gating.length})`, lines, styles)
}

function idsOf(entries: readonly (Result | RequirementResult)[]): string {
  return plainText(
    named(
      entries.map(({ id }) => id),
      IDS,
    ),
  )
}

function section(heading: string, lines: readonly string[], { title }: Styles): readonly string[] {
  return lines.length === 0 ? [] : ['', title(heading), ...lines]
}

const TOTAL_WORDS: readonly (readonly [ResultStatus, string])[] = [
  ['pass', 'passed'],
  ['fail', 'failed'],
  ['warn', 'warned'],
  ['skip', 'skipped'],
  ['inconclusive', 'inconclusive'],
]

function totalsLine(report: Report): string {
  const { results, totals, requests, durationMs, seed, budget, notReached = [], recorded } = report
  const counts = TOTAL_WORDS.filter(([status]) => totals[status] > 0).map(
    ([status, word]) => `${grouped(totals[status])} ${word}`,
  )
  const delayed = requests.delayed > 0 ? ` (${requests.delayed} delayed)` : ''
  const traffic = recorded === true ? 'nothing sent' : `${counted(requests.sent, 'request')}${delayed}`
  const cost = [traffic, duration(durationMs), ...(recorded === true ? [] : [`seed ${seed}`])].join(', ')
  const leftOut = notReached.length > 0 ? 0 : (budget?.leftOut.length ?? 0)
  const open = [
    ...(notReached.length > 0 ? [`${grouped(notReached.length)} not reached`] : []),
    ...(leftOut > 0 ? [`${grouped(leftOut)} left out`] : []),
  ]
  return `${[counted(results.length + notReached.length + leftOut, resultNoun(report)), ...counts, ...open].join(', ')}; ${cost}`
}

/** The command that reproduces the first cause, or the first inconclusive case. An observation is not reproduced. */
function reproduceLine({ results, verdict }: Report, causes: readonly Cause[]): readonly string[] {
  const cause = causes.find(({ level }) => level !== 'observe')
  const open = results.find(({ status }) => status === 'inconclusive')
  const failed = results.find(({ id }) => id === cause?.first)
  const result = verdict === 'inconclusive' && open !== undefined ? open : (failed ?? open)
  if (result === undefined) return []
  const own = cause === undefined || result !== failed ? undefined : replaysOf([cause], [result]).get(cause.id)
  const caution = own?.caution === undefined ? '' : `  # ${own.caution}`
  return [`Reproduce: ${plainText(own?.command ?? result.replay.command)}${caution}`]
}

/** The count of causes of must from which on a reader is told how to go on in short steps. */
const MANY = 5

/** The next step after a whole run with many causes, or after one that lacked a part of the configuration. */
function nextLine(report: Report, causes: readonly Cause[]): readonly string[] {
  if (report.budget !== undefined || scopeOf(report) !== 'whole') return []
  if (report.verdict === 'conforms') return lackingLine(report)
  if (ofLevel(causes, 'must') < MANY) return []
  return [
    'Next: mend the first cause, then repeat the command with `--failed`; `--budget 60s` gives a first verdict within a minute',
  ]
}

/** The keys of the configuration that skipped cases need, and the count of these cases. */
function lackingLine({ results, embedded }: Report): readonly string[] {
  const lacking =
    embedded === true ? [] : results.filter(({ status, reason = '' }) => status === 'skip' && NEEDED.test(reason))
  const keys = [...new Set(lacking.flatMap(({ reason }) => NEEDED.exec(reason ?? '')?.[0] ?? []))].toSorted()
  if (keys.length === 0) return []
  return [`Next: ${keys.join(' and ')} in the configuration let ${counted(lacking.length, 'more case')} run`]
}

const NEEDED = /\b(?:principals|otherGroupId)\b/
