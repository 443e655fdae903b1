import type { Cause, Report } from '../../src/report/report.ts'
import { newResults } from '../text/new-results.ts'
import { contrastText } from '../text/only-text.ts'
import { cut, plainText, shortPlainText } from '../text/plain-text.ts'
import { headingOf } from '../text/result-detail.ts'
import type { Styles } from '../text/styles.ts'
import { counted, grouped, resultNoun } from '../text/wording.ts'
import type { Section } from './section.ts'

/** The most ids or places of a cause. */
const IDS = 5
/** The longest message or place, in characters. */
const LONGEST = 200

/** The section about the causes of findings, in their order. */
export function causesSection(causes: readonly Cause[], report: Report, styles: Styles): Section {
  const texts = new Map(report.requirements.map(({ id, text }) => [id, text]))
  const heading = { heading: styles.level }
  const ruleOf = (requirement: string): string => plainText(texts.get(requirement) ?? 'not in the contract')
  const lines = causes.flatMap(({ id, level, requirement, also, message, results, places, first, only }) => [
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
  return { heading: causesHeading(causes), lines }
}

/** The most requirements of a cause beside its first that are shown with their rules; others are named. */
const RULES = 3

/** `Causes: 33 of must, 14 of should` */
function causesHeading(causes: readonly Cause[]): string {
  const counts = (['must', 'should', 'observe'] as const).map((level) => ({
    level,
    count: causes.filter((cause) => cause.level === level).length,
  }))
  return `Causes: ${counts.flatMap(({ level, count }) => (count === 0 ? [] : [`${grouped(count)} of ${level}`])).join(', ')}`
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
