import { addNew } from '../../json/add-new.ts'
import { BATCH } from './batch-form.ts'
import type { CaseEstimate } from './estimate.ts'
import type { Portion } from './portion.ts'

/** The part of a plan that a budget is expected to leave out. */
export interface ForeseenCut {
  /** The ids of cases without any request. */
  readonly leftOut: readonly string[]
  /** The ids of properties that are tried with some of their values only. */
  readonly shortened: readonly string[]
  /** The indexes of the values that are tried, by the id of the row; 0 for a declared case. */
  readonly tried: ReadonlyMap<string, ReadonlySet<number>>
}

/** Follows the order of a run until the estimated requests reach a count. A property can be left between two values. */
export function foreseeCut(
  estimates: readonly CaseEstimate[],
  order: readonly Portion[],
  requests: number,
): ForeseenCut {
  const tried = new Map(estimates.map(({ planned: { id } }): [string, Set<number>] => [id, new Set()]))
  let left = requests
  for (const shots of batchesOf(estimates, order)) {
    const fitting = fittingIn(shots, left)
    for (const { estimate, value } of fitting) tried.get(estimate.planned.id)?.add(value)
    if (fitting.length < shots.length) break
    left -= costOf(fitting)
  }
  const countOf = ({ planned }: CaseEstimate): number => tried.get(planned.id)?.size ?? 0
  return {
    leftOut: idsOf(estimates.filter((one) => one.values > 0 && countOf(one) === 0)),
    shortened: idsOf(estimates.filter((one) => countOf(one) > 0 && countOf(one) < one.values)),
    tried,
  }
}

function idsOf(estimates: readonly CaseEstimate[]): readonly string[] {
  return estimates.map(({ planned }) => planned.id)
}

/** A value of a property, or a declared case with the value 0. */
interface Shot {
  readonly estimate: CaseEstimate
  readonly value: number
}

/** The shots in order, in the batches that a run would send: values of one property, or cases with one state that follow each other. */
function* batchesOf(estimates: readonly CaseEstimate[], order: readonly Portion[]): Iterable<readonly Shot[]> {
  const byId = new Map(estimates.map((estimate) => [estimate.planned.id, estimate]))
  const planned = new Map<CaseEstimate, Set<number>>()
  let batch: Shot[] = []
  for (const { id, from, to = Infinity } of order) {
    const estimate = byId.get(id)
    if (estimate === undefined) continue
    const known = planned.get(estimate) ?? new Set<number>()
    planned.set(estimate, known)
    for (let value = from; value < Math.min(to, estimate.values); value += 1) {
      if (!addNew(known, value)) continue
      if (batch.length === BATCH || !isAlike(batch[0], estimate)) {
        yield batch
        batch = []
      }
      batch.push({ estimate, value })
    }
  }
  yield batch
}

function isAlike(first: Shot | undefined, other: CaseEstimate): boolean {
  if (first === undefined || first.estimate === other) return true
  return other.state !== undefined && other.state === first.estimate.state
}

/** The first shots of a batch whose requests fit. */
function fittingIn(shots: readonly Shot[], requests: number): readonly Shot[] {
  let count = shots.length
  while (count > 0 && costOf(shots.slice(0, count)) > requests) count -= 1
  return shots.slice(0, count)
}

function costOf(shots: readonly Shot[]): number {
  const [first] = shots
  if (first === undefined) return 0
  const { alone, batch } = first.estimate
  return shots.length === 1 ? alone : shots.reduce((cost, { estimate }) => cost + estimate.each, batch)
}
