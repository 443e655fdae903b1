import { BATCH } from './batch-form.ts'
import type { CaseEstimate } from './estimate.ts'
import type { PlannedCase } from '../planned-case.ts'
import type { Portion } from './portion.ts'
import { needsOtherGroup } from './writes.ts'

/** The inputs of a split. */
export interface Splitting {
  /** In the order of the plan. */
  readonly estimates: readonly CaseEstimate[]
  /** The order of a run of all cases. */
  readonly order: readonly Portion[]
  /** The count of shards. */
  readonly of: number
}

/**
 * Deals the cases of a plan to shards whose expected requests differ little. A shard can stay without a case. Pure: equal inputs give
 * the same shards, whatever credentials and groups a process has.
 */
export function splitPlan({ estimates, order, of }: Splitting): readonly (readonly PlannedCase[])[] {
  const shards = Array.from({ length: of }, (): Load => ({ requests: 0, cases: new Set() }))
  for (const unit of unitsOf(estimates, order).toSorted(byTurn)) {
    const shard = unit.isPinned ? shards[0] : lightest(shards)
    if (shard === undefined) break
    shard.requests += unit.requests
    for (const planned of unit.cases) shard.cases.add(planned)
  }
  return shards.map(({ cases }) => estimates.flatMap(({ planned }) => (cases.has(planned) ? [planned] : [])))
}

interface Load {
  requests: number
  readonly cases: Set<PlannedCase>
}

/** The first of the shards with the fewest requests. */
function lightest(shards: readonly Load[]): Load | undefined {
  const least = Math.min(...shards.map(({ requests }) => requests))
  return shards.find(({ requests }) => requests === least)
}

/** Cases that stay together: a property, or declared cases that share a state. */
interface Unit {
  readonly cases: PlannedCase[]
  requests: number
  /** The place of its first case in the order of a run. */
  readonly place: number
  readonly needs: string
  /** True for cases in the other group. All shards share that group, and only the first shard works there. */
  readonly isPinned: boolean
}

function unitsOf(estimates: readonly CaseEstimate[], order: readonly Portion[]): readonly Unit[] {
  const places = new Map<string, number>()
  for (const [index, { id }] of order.entries()) if (!places.has(id)) places.set(id, index)
  const units: Unit[] = []
  const open = new Map<string, Unit>()
  for (const { planned, state, expected } of estimates) {
    const last = open.get(state ?? '')
    if (last !== undefined && last.cases.length < BATCH && last.needs === planned.needs.join(' ')) {
      last.cases.push(planned)
      last.requests += expected
      continue
    }
    const unit = {
      cases: [planned],
      requests: expected,
      place: places.get(planned.id) ?? order.length,
      needs: planned.needs.join(' '),
      isPinned: needsOtherGroup(planned),
    }
    units.push(unit)
    if (state !== undefined) open.set(state, unit)
  }
  return units
}

/**
 * Pinned units come first, so that the others even the shards out. Units with equal needs are dealt together: where a need is not met
 * and its cases are skipped, each shard loses a share. Those without needs, by far the most, come last. Large units come before small
 * ones, and of equals the most telling ones.
 */
function byTurn(one: Unit, other: Unit): number {
  return (
    Number(other.isPinned) - Number(one.isPinned) ||
    compare(other.needs, one.needs) ||
    other.requests - one.requests ||
    one.place - other.place
  )
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
