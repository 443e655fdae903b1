import { placesText } from '../../report/places.ts'
import type { Report } from '../../report/report.ts'
import type { Judgement } from '../../report/verdict.ts'
import { knownFaultsOf } from './report-budget.ts'
import type { RunPlan } from '../session/run-plan.ts'
import type { Supervised } from '../lane/supervise.ts'

/** Returns the part of a shard's report about the whole run. Empty for a whole run. */
export function reportShard(
  plan: RunPlan,
  supervised: Pick<Supervised, 'results' | 'tried' | 'unmet'>,
  about: Judgement['about'],
): Pick<Report, 'shard'> {
  if (plan.shard === undefined) return {}
  const { index, of, whole, plan: digest } = plan.shard
  const reached = new Set(supervised.results.map(({ id }) => id))
  const placesOf = (isAsked: (id: string) => boolean): string =>
    placesText(whole.flatMap(({ id }, place) => (reached.has(id) && isAsked(id) ? [place + 1] : [])))
  return {
    shard: {
      index,
      of,
      plan: digest,
      places: placesOf(() => true),
      writing: placesOf((id) => about(id)?.writes === true),
      ...faultPlaces(plan, supervised),
    },
  }
}

function faultPlaces(
  plan: RunPlan,
  supervised: Pick<Supervised, 'results' | 'tried' | 'unmet'>,
): Pick<NonNullable<Report['shard']>, 'knownFaults'> {
  const faults = knownFaultsOf(plan, supervised)
  if (faults === undefined) return {}
  const record = Object.keys(plan.knownKills ?? {}).toSorted()
  const placesOf = (ids: readonly string[]): string => {
    const asked = new Set(ids)
    return placesText(record.flatMap((id, place) => (asked.has(id) ? [place + 1] : [])))
  }
  return { knownFaults: { withinReach: placesOf(faults.withinReach), found: placesOf(faults.found) } }
}

/** The cases of other shards; none for a whole run. */
export function casesElsewhere({ shard, cases }: RunPlan): RunPlan['cases'] {
  if (shard === undefined) return []
  const own = new Set(cases.map(({ id }) => id))
  return shard.whole.filter(({ id }) => !own.has(id))
}
