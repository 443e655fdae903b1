import type { BaselineEntryResult } from '../../src/report/baseline-report.ts'
import type { Report } from '../../src/report/report.ts'
import { counted } from './wording.ts'

/** A baseline entry that needs a change of the file. */
export interface StaleEntry {
  readonly id: string
  /** Expected first, then actual; text of the user, to be escaped. */
  readonly sentence: string
  /** False if the run is lenient. */
  readonly gates: boolean
  readonly location: BaselineEntryResult['location']
}

/** The baseline entries that are mended, expired or without a match. */
export function staleEntries({ baseline }: Pick<Report, 'baseline'>): readonly StaleEntry[] {
  if (baseline === undefined) return []
  const gates = baseline.lenient !== true
  return baseline.entries.flatMap((entry) => {
    const sentence = sentenceOf(entry)
    return sentence === undefined ? [] : [{ id: entry.id, location: entry.location, gates, sentence }]
  })
}

function sentenceOf({ status, id, passed, cases, expires = '', owner }: BaselineEntryResult): string | undefined {
  if (status === 'mended')
    return `expected the known failure "${id}"; it is gone from ${counted(passed.length, 'case')}: remove the entry`
  if (status === 'expired') {
    const asked = owner === undefined ? '' : ` (owner: ${owner})`
    return `expected "${id}" to be mended by ${expires}; the entry has expired${asked}: mend the server, or give a later day`
  }
  if (status === 'matches-nothing')
    return `expected a case for "${id}"; ${cases.join(', ')} matches no case of the suites: correct or remove the entry`
  return undefined
}
