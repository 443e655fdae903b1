import { highestLevel } from '../../contract/highest-level.ts'
import { groupByCause } from '../causes.ts'
import { judgeEntry, staleSentence } from '../judge-baseline.ts'
import { readPlaces } from '../places.ts'
import type { BaselineReport } from '../baseline-report.ts'
import type { Report, Result } from '../report.ts'
import { type AboutCase, countTotals, decideVerdict, type Judgement } from '../verdict.ts'
import { mergeBudget } from './merge-budget.ts'
import { mergeRequirements } from './merge-requirements.ts'
import { mergeResults } from './merge-results.ts'
import { mergeTimes } from './merge-times.ts'
import type { ShardOfRun } from './shard-of-run.ts'

/** The report of the run that the shards make. `mistakeInShards` must find nothing wrong with them. */
export function mergeShards(given: readonly [ShardOfRun, ...ShardOfRun[]]): Report {
  const shards = given.toSorted((one, other) => one.shard.index - other.shard.index)
  const [{ reportVersion, tool, contract, target, embedded, seed, level }] = given
  const { startedAt, durationMs } = timeOf(shards)
  const results = mergeResults(shards)
  const budget = mergeBudget(shards)
  const baseline = mergeBaseline(shards, results, startedAt)
  const leftBehind = shards.flatMap((one) => one.leftBehind ?? [])
  const notReached = shards.flatMap((one) => one.notReached ?? [])
  const { unanswered, answeredBefore } = shards.find((one) => one.unanswered !== undefined) ?? {}
  const interrupted = shards.some((one) => one.interrupted === true)
  const decided = decideVerdict({
    results,
    about: aboutAll(shards),
    level,
    interrupted,
    reason: earlyEndOf(shards),
    leftBehind,
    cutBy: budget === undefined || budget.leftOut.length === 0 ? undefined : budget,
    stale: baseline === undefined ? undefined : staleSentence(baseline),
  })
  const notes = [...new Set(shards.flatMap((one) => [...(one.notes ?? []), ...cutNotes(one)]))]
  return {
    reportVersion,
    tool,
    contract,
    target,
    ...(embedded === true ? { embedded } : {}),
    startedAt,
    durationMs,
    seed,
    level,
    ...decided,
    ...(interrupted ? { interrupted } : {}),
    ...(leftBehind.length > 0 ? { leftBehind } : {}),
    ...(notReached.length > 0 ? { notReached } : {}),
    ...(unanswered === undefined ? {} : { unanswered }),
    ...(answeredBefore === undefined ? {} : { answeredBefore }),
    ...(budget === undefined ? {} : { budget }),
    ...(baseline === undefined ? {} : { baseline }),
    causes: groupByCause(results),
    totals: countTotals(results),
    requests: requestsOf(shards),
    times: mergeTimes(shards),
    ...(notes.length > 0 ? { notes } : {}),
    requirements: mergeRequirements({ shards, results, budget }),
    results,
  }
}

/** Says what the merged report lacks, because the report of a shard was cut. */
function cutNotes({ cut = [], shard }: ShardOfRun): readonly string[] {
  return cut.length === 0 ? [] : [`the report of the shard ${shard.index}/${shard.of} was cut: ${cut.join('; ')}`]
}

/** From the first start of a shard to the last end, by the clocks of their machines. */
function timeOf(shards: readonly ShardOfRun[]): Pick<Report, 'startedAt' | 'durationMs'> {
  const starts = shards.map(({ startedAt }) => Date.parse(startedAt))
  const start = Math.min(...starts)
  const end = Math.max(...shards.map(({ durationMs }, index) => (starts[index] ?? start) + durationMs))
  return { startedAt: new Date(start).toISOString(), durationMs: end - start }
}

function requestsOf(shards: readonly ShardOfRun[]): Report['requests'] {
  const sum = (key: keyof Report['requests']): number =>
    shards.reduce((total, { requests }) => total + requests[key], 0)
  return { sent: sum('sent'), delayed: sum('delayed') }
}

function aboutAll(shards: readonly ShardOfRun[]): Judgement['about'] {
  const all = shards.map(aboutReported)
  return (id) => {
    for (const about of all) {
      const found = about(id)
      if (found !== undefined) return found
    }
    return undefined
  }
}

function aboutReported({ shard, results, requirements }: ShardOfRun): Judgement['about'] {
  const levels = new Map(requirements.map(({ id, level }) => [id, level]))
  const places = readPlaces(shard.places) ?? []
  const writing = new Set(readPlaces(shard.writing))
  const cases = new Map(
    results.map(({ id, requirements: own }, index): [string, AboutCase] => [
      id,
      { level: highestLevel(own.flatMap((one) => levels.get(one) ?? [])), writes: writing.has(places[index] ?? 0) },
    ]),
  )
  return (id) => cases.get(id)
}

/** The reason why the first of the shards that ended early did so. */
function earlyEndOf(shards: readonly ShardOfRun[]): string | undefined {
  for (const shard of shards) {
    const reason = ownEarlyEnd(shard)
    if (reason !== undefined) return `shard ${shard.shard.index}/${shard.shard.of}: ${reason}`
  }
  return undefined
}

/** The reason of a report that does not follow from its results: the shard ended early. */
function ownEarlyEnd(report: ShardOfRun): string | undefined {
  const { results, level, interrupted = false, leftBehind = [], budget, baseline, reason } = report
  const decided = decideVerdict({
    results,
    about: aboutReported(report),
    level,
    interrupted,
    reason: undefined,
    leftBehind,
    cutBy: budget,
    stale: baseline === undefined ? undefined : staleSentence(baseline),
  })
  return decided.reason === reason ? undefined : reason
}

/** The entries of the baseline, looked up in the results of all shards. */
function mergeBaseline(
  [first]: readonly ShardOfRun[],
  results: readonly Result[],
  startedAt: string,
): BaselineReport | undefined {
  if (first?.baseline === undefined) return undefined
  const today = startedAt.slice(0, 'YYYY-MM-DD'.length)
  const entries = first.baseline.entries.map((entry) =>
    judgeEntry(entry, { results, today, isMatched: entry.status !== 'matches-nothing', isPartial: false }),
  )
  return { ...first.baseline, entries }
}
