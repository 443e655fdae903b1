import type { BaselineEntryResult } from '../../src/report/baseline-report.ts'
import type { Report, Result } from '../../src/report/report.ts'

/** The reason of a known failure, as its baseline entry gives it; undefined for any other result. Text of the user, to be escaped. */
export function knownReason({ baseline }: Pick<Report, 'baseline'>, { known, findings }: Result): string | undefined {
  if (known === undefined) return undefined
  const entry = baseline?.entries.find(({ id }) => id === known)
  const message = findings.find((finding) => finding.known === known)?.message
  return [`known failure ${known}`, ...remarksOf(entry, message)].join('; ')
}

/** The hand-written fields of an entry. Without a reason, the message of the finding stands in its place. */
export function remarksOf(
  { reason, owner, link, expires }: Partial<BaselineEntryResult> = {},
  message?: string,
): readonly string[] {
  const told = reason ?? message
  return [
    ...(told === undefined ? [] : [told]),
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ...(link === undefined ? [] : [link]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
  ]
}
