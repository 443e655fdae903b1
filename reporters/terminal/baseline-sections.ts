import type { BaselineEntryResult } from '../../src/report/baseline-report.ts'
import type { Report } from '../../src/report/report.ts'
import { remarksOf } from '../text/known-reason.ts'
import { plainText, shortPlainText } from '../text/plain-text.ts'
import { staleEntries } from '../text/stale-entries.ts'
import { counted, locationText, named } from '../text/wording.ts'
import type { Section } from './section.ts'

/** The most ids of a line. */
const IDS = 5
/** The longest line, in characters. */
const LONGEST = 300

/** The sections about the baseline: known failures, entries that are out of date, and entries that the run did not look at. */
export function baselineSections(report: Report): readonly Section[] {
  const { baseline } = report
  if (baseline === undefined) return []
  const known = baseline.entries.filter(({ failing }) => failing.length > 0)
  const unseen = baseline.entries.filter(({ status }) => status === 'not-looked-at')
  const stale = staleEntries(report)
  const lenient = baseline.lenient === true ? ', not counted' : ''
  return [
    { heading: `Known failures (${known.length})`, lines: known.flatMap(knownLines) },
    {
      heading: `Baseline entries that are out of date (${stale.length}${lenient})`,
      lines: stale.map(
        ({ sentence, location }) => `  ${plainText(locationText(location))}  ${shortPlainText(sentence, LONGEST)}`,
      ),
    },
    {
      heading: `Baseline entries that were not looked at (${unseen.length})`,
      lines: unseen.length === 0 ? [] : [`  ${shortPlainText(namesOf(unseen.map(({ id }) => id)), LONGEST)}`],
    },
  ]
}

function knownLines({ id, failing, passed, ...entry }: BaselineEntryResult): readonly string[] {
  const remarks = remarksOf(entry)
  return [
    `  ${shortPlainText(id, LONGEST)}: ${counted(failing.length, 'case')}, ${shortPlainText(namesOf(failing), LONGEST)}`,
    ...(remarks.length === 0 ? [] : [`    ${shortPlainText(remarks.join('; '), LONGEST)}`]),
    ...(passed.length === 0
      ? []
      : [`    ${passed.length} of its cases passed: ${shortPlainText(namesOf(passed), LONGEST)}`]),
  ]
}

function namesOf(ids: readonly string[]): string {
  return named(ids, IDS)
}
