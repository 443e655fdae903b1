import { isMasked } from '../baseline.ts'
import { budgetText } from '../budget-text.ts'
import type { NamedReport } from '../matrix.ts'
import { readPlaces } from '../places.ts'
import type { Report } from '../report.ts'
import { isShardOfRun, type ShardOfRun } from './shard-of-run.ts'

interface NamedShard extends NamedReport {
  readonly report: ShardOfRun
}

/** A sentence about reports that do not make one run; undefined where they do. It holds text of the reports, which is not escaped. */
export function mistakeInShards(reports: readonly NamedReport[]): string | undefined {
  const whole = reports.find(({ report }) => !isShardOfRun(report))
  if (whole !== undefined) return `${whole.name} is the report of a whole run; only reports of shards are merged`
  const shards = reports as readonly NamedShard[]
  const [first, ...others] = shards
  if (first === undefined) return 'no report is given; name the reports of all shards'
  for (const other of others) {
    const foreign = foreignness(first, other)
    if (foreign !== undefined) return `expected shards of one run; ${foreign}`
  }
  return damageIn(shards) ?? overlapOf(shards) ?? gapIn(shards)
}

/** The facts that the shards of a run share, by their names. */
const FACTS: Readonly<Record<string, (report: ShardOfRun) => string>> = {
  'tool version': ({ tool }) => tool.version,
  contract: ({ contract: { name } }) => name,
  'contract version': ({ contract: { version, asOf } }) => `${version}${asOf === undefined ? '' : ` as of ${asOf}`}`,
  target: ({ target, embedded }) => (embedded === true ? 'embedded server' : target),
  seed: ({ seed }) => String(seed),
  level: ({ level }) => level,
  budget: ({ budget }) => (budget === undefined ? 'none' : budgetText(budget)),
  'count of shards': ({ shard }) => String(shard.of),
}

function foreignness(one: NamedShard, other: NamedShard): string | undefined {
  const names = `${one.name} and ${other.name}`
  for (const [fact, read] of Object.entries(FACTS)) {
    const [here, there] = [read(one.report), read(other.report)]
    if (here !== there) return `the ${fact} of ${one.name} is ${here}, and that of ${other.name} is ${there}`
  }
  if (one.report.shard.plan !== other.report.shard.plan)
    return `${names} select different cases, or different numbers of values`
  return baselineOf(one.report) === baselineOf(other.report) ? undefined : `${names} have different baselines`
}

function baselineOf({ baseline }: Report): string {
  if (baseline === undefined) return ''
  const entries = baseline.entries.map(({ id, cause, cases, expires, flaky }) => [id, cause, cases, expires, flaky])
  return JSON.stringify([baseline.lenient === true, entries])
}

function damageIn(shards: readonly NamedShard[]): string | undefined {
  const damaged = shards.find(({ report: { shard, results } }) => {
    const { index, of, places, writing, knownFaults: faults } = shard
    const all = [places, writing, ...(faults === undefined ? [] : [faults.withinReach, faults.found])].map(readPlaces)
    return index > of || all.includes(undefined) || all[0]?.length !== results.length
  })
  return damaged === undefined ? undefined : `${damaged.name} is damaged: its shard does not fit its results`
}

function overlapOf(shards: readonly NamedShard[]): string | undefined {
  const byIndex = new Map<number, NamedShard>()
  const byCase = new Map<string | number, NamedShard>()
  for (const one of shards) {
    const { shard, results } = one.report
    const twin = byIndex.get(shard.index)
    if (twin !== undefined) return `${twin.name} and ${one.name} are both of shard ${shard.index}/${shard.of}`
    byIndex.set(shard.index, one)
    // The masks of two rows can leave them one id.
    const ids = results.map(({ id }) => id).filter((id) => !isMasked(id))
    for (const key of [...ids, ...(readPlaces(shard.places) ?? [])]) {
      const known = byCase.get(key)
      if (known !== undefined) return `${known.name} and ${one.name} have results of the same case`
      byCase.set(key, one)
    }
  }
  return undefined
}

/** The most missing shards that a sentence names. */
const NAMED = 5

function gapIn(shards: readonly NamedShard[]): string | undefined {
  const of = shards[0]?.report.shard.of ?? 0
  const there = new Set(shards.map(({ report }) => report.shard.index))
  const count = of - there.size
  if (count === 0) return undefined
  const named: string[] = []
  for (let index = 1; index <= of && named.length < NAMED; index += 1)
    if (!there.has(index)) named.push(`${index}/${of}`)
  const more = count > named.length ? ` and ${count - named.length} more` : ''
  return `the ${count === 1 ? 'report of the shard' : 'reports of the shards'} ${named.join(', ')}${more} ${count === 1 ? 'is' : 'are'} missing`
}
