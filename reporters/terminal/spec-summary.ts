import type { Report, ResultStatus } from '../../src/report/report.ts'
import { baselineSections } from './baseline-sections.ts'
import { causesSection } from './causes-section.ts'
import { nextLine, reproduceLine } from './next-steps.ts'
import { reasonsSection, unverifiedSection } from './reason-sections.ts'
import { renderSection, type Section } from './section.ts'
import { budgetSentences, budgetText } from '../text/budget.ts'
import { plainText } from '../text/plain-text.ts'
import { stepLine } from '../text/counterexample-detail.ts'
import { exchangeRows, layOut } from '../text/finding-detail.ts'
import { bodyWidth } from '../text/result-detail.ts'
import { renderSlowest } from '../text/slowest.ts'
import type { Styles } from '../text/styles.ts'
import { senderRows } from '../text/unanswered-result.ts'
import { verdictSubject, verdictSentence } from '../text/verdict-sentence.ts'
import { counted, duration, grouped, resultNoun } from '../text/wording.ts'

/** The options of the terminal summary. */
interface SummaryContext {
  readonly styles: Styles
  /** In columns. */
  readonly width: number
  readonly verbose: boolean
  readonly slowest?: number
}

/** Renders the end of a run: causes, open cases and requirements, totals, verdict and replay command. */
export function renderSummary(report: Report, { styles, width, verbose, slowest }: SummaryContext): readonly string[] {
  const { notes = [] } = report
  const causes = report.causes.filter(({ level, known }) => verbose || (level !== 'observe' && known === undefined))
  const sections = [
    earlyEndSection(report),
    causesSection(causes, report, styles),
    ...baselineSections(report),
    flakySection(report),
    reasonsSection('inconclusive', report, { verbose }),
    reasonsSection('skip', report, { verbose }),
    unverifiedSection(report, { verbose }),
    budgetSection(report),
    leftBehindSection(report),
    unansweredSection(report, { width: bodyWidth(width), styles }),
  ]
  const noted = { heading: 'Notes', lines: notes.map((note) => `  ${plainText(note)}`) }
  return [
    ...sections.flatMap((section) => renderSection(section, styles)),
    ...(slowest === undefined ? [] : renderSlowest(report, slowest, styles)),
    ...renderSection(noted, styles),
    '',
    totalsLine(report),
    renderVerdict(report, styles),
    ...reproduceLine(report, causes),
    ...nextLine(report, causes),
  ]
}

/** Why a run that has findings ended early: they may be few, or follow from a wrong target. */
function earlyEndSection({ verdict, reason, causes, notReached = [] }: Report): Section {
  if (verdict !== 'violates' || reason === undefined || causes.length === 0 || notReached.length === 0) return NOTHING
  return { heading: 'The run ended early', lines: [`  ${plainText(reason)}`] }
}

function flakySection({ results }: Report): Section {
  const flaky = results.filter((result) => result.flaky === true)
  const lines = flaky.map(({ id }) => `  ${plainText(id)}`)
  return { heading: `Flaky (${flaky.length}): failed, then passed on the retry; counted as failed`, lines }
}

function budgetSection({ budget }: Report): Section {
  if (budget === undefined) return NOTHING
  const lines = budgetSentences(budget).map((sentence) => `  ${sentence}`)
  return { heading: `Budget of ${budgetText(budget)}`, lines }
}

const NOTHING: Section = { heading: '', lines: [] }

function leftBehindSection({ leftBehind = [] }: Report): Section {
  const lines = leftBehind.map((item) => `  ${plainText(item)}`)
  return { heading: `Not removed from the target (${leftBehind.length})`, lines }
}

/** The request at which the target stopped answering, also if a set-up or a clean-up sent the request. */
function unansweredSection(report: Report, { width, styles }: Pick<SummaryContext, 'styles' | 'width'>): Section {
  const { unanswered, answeredBefore = [] } = report
  if (unanswered === undefined) return NOTHING
  const rows = [
    ...exchangeRows(unanswered, { width }),
    ...(answeredBefore.length === 0 ? [] : [{ label: 'before', lines: answeredBefore.map(stepLine) }]),
    ...senderRows(report),
  ]
  return { heading: 'Not answered', lines: layOut(rows, styles.dim).map((line) => `  ${line}`) }
}

/** Renders the verdict and its reason as a single line. */
export function renderVerdict(report: Report, { verdict }: Styles): string {
  return `${verdict(report.verdict, verdictSubject(report))}  ${plainText(verdictSentence(report))}`
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
