import type { BaselineEntryResult, Report } from '../src/report/report.ts'
import { remarksOf } from './known-reason.ts'
import { cut, plainText } from './plain-text.ts'
import { staleEntries } from './stale-entries.ts'
import { counted, named } from './wording.ts'

/** A part of the terminal summary. */
interface Section {
  readonly heading: string
  readonly lines: readonly string[]
}

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
      lines: stale.map(({ sentence, location }) => `  ${place(location)}  ${safe(sentence)}`),
    },
    {
      heading: `Baseline entries that were not looked at (${unseen.length})`,
      lines: unseen.length === 0 ? [] : [`  ${safe(namesOf(unseen.map(({ id }) => id)))}`],
    },
  ]
}

function knownLines({ id, failing, passed, ...entry }: BaselineEntryResult): readonly string[] {
  const remarks = remarksOf(entry)
  return [
    `  ${safe(id)}: ${counted(failing.length, 'case')}, ${safe(namesOf(failing))}`,
    ...(remarks.length === 0 ? [] : [`    ${safe(remarks.join('; '))}`]),
    ...(passed.length === 0 ? [] : [`    ${passed.length} of its cases passed: ${safe(namesOf(passed))}`]),
  ]
}

function namesOf(ids: readonly string[]): string {
  return named(ids, IDS)
}

function place({ file, line, column }: BaselineEntryResult['location']): string {
  return plainText(`${file}:${line}:${column}`)
}

function safe(text: string): string {
  return cut(plainText(text), LONGEST)
}
