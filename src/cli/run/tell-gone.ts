import { plainText } from '../../../reporters/text/plain-text.ts'
import { counted, grouped, named } from '../../../reporters/text/wording.ts'
import type { FailedCase } from '../../report/failures.ts'
import { goneSince } from '../../report/gone-since.ts'
import type { Report } from '../../report/report.ts'
import { CLEAR_LINE } from '../report/pass-on.ts'
import type { Reports } from '../report/reports.ts'

/** The failures of an earlier run. */
export interface EarlierFailures {
  readonly failures: readonly FailedCase[]
  /** The words for the run: `the last run at URL`, or `the run of FILE`. */
  readonly name: string
}

/** The reports of a run, which tells before its verdict what is gone since an earlier one. Without an earlier run: the reports. */
export function tellingGone(reports: Reports, before: EarlierFailures | undefined): Reports {
  if (before === undefined) return reports
  return {
    ...reports,
    event: (event) => {
      const line = event.type === 'report' ? goneLine(before, event) : undefined
      if (line !== undefined) process.stderr.write(`${reports.live ? CLEAR_LINE : ''}${line}\n`)
      reports.event(event)
    },
  }
}

/** `Gone since the last run at URL: 2 causes (a/b, c/d), 65 cases. Left: 22 causes. New: 0.`; undefined where the record has no causes. */
function goneLine({ failures, name }: EarlierFailures, report: Pick<Report, 'results' | 'level'>): string | undefined {
  const since = goneSince(failures, report)
  if (since === undefined) return undefined
  const { gone, passed, left, fresh } = since
  const causes = gone.length === 0 ? [] : [`${counted(gone.length, 'cause')} (${named(gone, NAMED)})`]
  const parts = passed.length === 0 ? ['nothing'] : [...causes, counted(passed.length, 'case')]
  const rest = `Left: ${counted(left.length, 'cause')}. New: ${grouped(fresh.length)}.`
  return plainText(`Gone since ${name}: ${parts.join(', ')}. ${rest}`)
}

/** The most causes that the line names. */
const NAMED = 3
