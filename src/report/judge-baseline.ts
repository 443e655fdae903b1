import { type Baseline, type BaselineEntry, matchCases, type ShownCase } from './baseline.ts'
import type { BaselineEntryResult, BaselineReport, BaselineStatus } from './baseline-report.ts'
import type { Result } from './report.ts'

/** The inputs for the statuses of baseline entries. */
interface BaselineJudging {
  readonly results: readonly Result[]
  /** The ids of all cases of the suites, selected or not. */
  readonly planned: readonly string[]
  /** The cases that other shards of the run fire. */
  readonly elsewhere?: readonly ShownCase[]
  /** The day of the run, as YYYY-MM-DD in UTC. */
  readonly today: string
  /** True if entries that are mended, expired or without a match do not gate. */
  readonly lenient: boolean
}

/** Tells of each entry whether the failure is still there. */
export function judgeBaseline({ file, entries }: Baseline, judging: BaselineJudging): BaselineReport {
  return {
    file,
    ...(judging.lenient ? { lenient: true } : {}),
    entries: entries.map((entry) => {
      const matches = matchCases(entry.cases)
      const isMatched = judging.planned.some(matches)
      // Any property of another shard may show the cause.
      const isPartial = judging.elsewhere?.some(({ id, drawn }) => drawn === true || matches(id)) === true
      return judgeEntry(entry, { ...judging, isMatched, isPartial })
    }),
  }
}

/** True if an entry needs a change of the baseline: it is mended, expired or matches nothing. */
function isStale({ status }: Pick<BaselineEntryResult, 'status'>): boolean {
  return status === 'mended' || status === 'expired' || status === 'matches-nothing'
}

/** The sentence about entries that gate the verdict; undefined if there are none. */
export function staleSentence({ file, lenient, entries }: BaselineReport): string | undefined {
  const stale = lenient === true ? [] : entries.filter(isStale)
  if (stale.length === 0) return undefined
  const named = stale.slice(0, NAMED).map((entry) => `"${entry.id}" ${PREDICATES[entry.status](entry)}`)
  const more = stale.length > NAMED ? ` and ${stale.length - NAMED} more` : ''
  return `${file} is out of date: ${named.join(', ')}${more}`
}

/** The most entries that a sentence names. */
const NAMED = 3

const PREDICATES: Readonly<Record<BaselineStatus, (entry: Pick<BaselineEntry, 'expires'>) => string>> = {
  known: () => 'still fails',
  mended: () => 'is mended',
  expired: ({ expires = '' }) => `has expired on ${expires}`,
  'matches-nothing': () => 'matches no case',
  'not-looked-at': () => 'was not looked at',
}

interface EntryJudging extends Pick<BaselineJudging, 'results' | 'today'> {
  /** True if a case of the suites has a name that the entry states. */
  readonly isMatched: boolean
  /** True if other shards fire some cases of the entry. */
  readonly isPartial: boolean
}

/** Tells of one entry whether the failure is still there. */
export function judgeEntry(entry: BaselineEntry, { results, ...judging }: EntryJudging): BaselineEntryResult {
  const looked = lookForCause(entry, results)
  return { ...entry, status: statusOf(entry, looked, judging), ...looked }
}

function statusOf(
  { expires, flaky }: BaselineEntry,
  { failing, passed, open }: EntryResults,
  { today, isMatched, isPartial }: Omit<EntryJudging, 'results'>,
): BaselineStatus {
  if (!isMatched) return 'matches-nothing'
  if (failing.length === 0 && passed.length === 0) return 'not-looked-at'
  if (expires !== undefined && expires < today) return 'expired'
  if (failing.length > 0) return 'known'
  // Another failure of the same case may hide the cause.
  if (open.length > 0) return 'not-looked-at'
  // A case of another shard may still fail.
  if (isPartial) return 'not-looked-at'
  return flaky === true ? 'known' : 'mended'
}

/** The results of the cases of an entry, by ids. */
export interface EntryResults {
  /** The cause is there. */
  readonly failing: readonly string[]
  /** The cause is not there, and the case has no failure that could hide it. Without properties while one of them shows the cause. */
  readonly passed: readonly string[]
  /** The case fails with another cause, which may hide this one. */
  readonly open: readonly string[]
}

/**
 * Looks for the cause of an entry in the results of its cases, and of properties whose findings the entry knows. A property that passed
 * proves nothing while another one shows the cause: the seed decides which one does.
 */
export function lookForCause(
  { id: entry, cause, cases }: Pick<BaselineEntry, 'id' | 'cause' | 'cases'>,
  results: readonly Result[],
): EntryResults {
  const matches = matchCases(cases)
  const shows = ({ findings }: Result): boolean => findings.some((finding) => finding.cause === cause)
  const isKnown = ({ drawn, findings }: Result): boolean =>
    drawn === true && findings.some((finding) => finding.cause === cause && finding.known === entry)
  const isDrawn = results.some((result) => result.drawn === true && shows(result))
  const concerned = results.filter((result) => result.status !== 'skip' && (matches(result.id) || isKnown(result)))
  const others = concerned.filter((result) => !shows(result))
  return {
    failing: idsOf(concerned.filter(shows)),
    passed: idsOf(others.filter((result) => isClean(result) && !(isDrawn && result.drawn === true))),
    open: idsOf(others.filter(({ status }) => status === 'fail')),
  }
}

function idsOf(results: readonly Result[]): readonly string[] {
  return results.map(({ id }) => id)
}

function isClean({ status }: Result): boolean {
  return status === 'pass' || status === 'warn'
}
