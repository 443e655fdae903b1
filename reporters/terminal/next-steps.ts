import type { Cause, OnlyRead, Report } from '../../src/report/report.ts'
import { plainText } from '../text/plain-text.ts'
import { replaysOf } from '../text/replay-of.ts'
import { verdictSubject } from '../text/verdict-sentence.ts'
import { unansweredResult } from '../text/unanswered-result.ts'
import { counted } from '../text/wording.ts'

/**
 * The command that reproduces the first cause. In an inconclusive run, that of the case at which the target
 * stopped answering, else of the first inconclusive case. An observation is not reproduced.
 */
export function reproduceLine(report: Report, causes: readonly Cause[]): readonly string[] {
  const { results, verdict } = report
  const cause = causes.find(({ level }) => level !== 'observe')
  const open = unansweredResult(report) ?? results.find(({ status }) => status === 'inconclusive')
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
export function nextLine(report: Report, causes: readonly Cause[]): readonly string[] {
  if (report.budget !== undefined) return []
  if (report.verdict === 'conforms' && report.onlyRead !== undefined) return [writeLine(report.onlyRead)]
  if (verdictSubject(report) !== 'whole') return []
  if (report.verdict === 'conforms') return lackingLine(report)
  if (causes.filter(({ level }) => level === 'must').length < MANY) return []
  return [
    'Next: mend the first cause, then repeat the command with `--failed`; `--budget 60s` gives a first verdict within a minute',
  ]
}

/** The flag of a run of laws that lets the skipped cases write. */
function writeLine({ resources, cases }: OnlyRead): string {
  const flags = resources.length > MOST_NAMED ? `--write '*'` : resources.map((name) => `--write ${name}`).join(' ')
  return `Next: ${plainText(flags)} lets ${counted(cases, 'more case')} run; they create members, and remove them`
}

/** The resources that a flag each names, as a count. */
const MOST_NAMED = 2

/** The keys of the configuration that skipped cases need, and the count of these cases. */
function lackingLine({ results, embedded }: Report): readonly string[] {
  const lacking =
    embedded === true ? [] : results.filter(({ status, reason = '' }) => status === 'skip' && NEEDED.test(reason))
  const keys = [...new Set(lacking.flatMap(({ reason }) => NEEDED.exec(reason ?? '')?.[0] ?? []))].toSorted()
  if (keys.length === 0) return []
  return [`Next: ${keys.join(' and ')} in the configuration let ${counted(lacking.length, 'more case')} run`]
}

const NEEDED = /\b(?:principals|otherGroupId)\b/
