import { readPlaces } from '../places.ts'
import type { Result } from '../report.ts'
import type { ShardOfRun } from './shard-of-run.ts'

/** The results of all shards in the order of the plan. Each shard is a lane, and times count from the start of the first shard. */
export function mergeResults(shards: readonly ShardOfRun[]): readonly Result[] {
  const start = Math.min(...shards.map(({ startedAt }) => Date.parse(startedAt)))
  const placed = shards.flatMap(({ shard, results, startedAt }) => {
    const places = readPlaces(shard.places) ?? []
    const later = Date.parse(startedAt) - start
    return results.map((result, index) => ({
      place: places[index] ?? 0,
      result: moved({ ...result, lane: shard.index }, later),
    }))
  })
  return placed.toSorted((one, other) => one.place - other.place).map(({ result }) => result)
}

/** A result whose times count from an earlier start. */
function moved(result: Result, later: number): Result {
  const { startMs, portions } = result
  return {
    ...result,
    ...(startMs === undefined ? {} : { startMs: startMs + later }),
    ...(portions === undefined
      ? {}
      : { portions: portions.map((span) => ({ ...span, startMs: span.startMs + later })) }),
  }
}
