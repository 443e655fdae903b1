import { expect, test } from 'vitest'
import { readOrder } from '../../bundle/order-files.ts'
import { CONTRACT, OWN_SUITES, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { UserError } from '../../source/mistake.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import { completeOrder } from './complete-order.ts'
import { estimateCases } from './estimate.ts'
import { planCases } from '../plan.ts'
import type { PlannedCase } from '../planned-case.ts'
import type { Shard } from './shard.ts'
import { splitPlan } from './split-plan.ts'
import { takeShard } from './take-shard.ts'
import { needsOtherGroup } from './writes.ts'

const SUITES = loadSuites([OWN_SUITES], CONTRACT)
const CASES = planCases(SUITES, CONTRACT, 7)
const ESTIMATING = { contract: CONTRACT, validators: VALIDATORS, runs: undefined }
const few = CASES.filter(({ id }) => id.startsWith('create.twice'))

const take = (shard: Shard, cases: readonly PlannedCase[] = few, runs?: number) =>
  takeShard(shard, { ...ESTIMATING, runs, cases, order: completeOrder(cases, []) })

test('the shards of the shipped suites hold each case once, and differ little in requests', async () => {
  const estimates = await estimateCases(CASES, { ...ESTIMATING, shrinking: 0 })
  const order = completeOrder(CASES, readOrder({ contract: CONTRACT }))
  const costs = new Map(estimates.map(({ planned, expected }) => [planned, expected]))
  const costOf = (cases: readonly PlannedCase[]): number =>
    cases.reduce((sum, planned) => sum + (costs.get(planned) ?? 0), 0)
  for (const of of [2, 3, 4, 8, 16]) {
    const shards = splitPlan({ estimates, order, of })
    expect(shards.flat().toSorted(byPlan)).toEqual(CASES)
    expect(shards.findLastIndex((cases) => cases.some(needsOtherGroup))).toBe(0)
    // A property, and the cases in two groups, stay together: a shard with more such requests than the others have is not even.
    const largest = (cases: readonly PlannedCase[]): number =>
      Math.max(costOf(cases.filter(needsOtherGroup)), ...cases.map((planned) => costOf([planned])))
    const meanOf = (some: typeof shards): number => costOf(some.flat()) / some.length
    const even = shards.filter((cases) => largest(cases) < 0.95 * meanOf(shards))
    expect(even.length).toBeGreaterThanOrEqual(of - (of === 16 ? 2 : 0))
    for (const cases of even) expect(Math.abs(costOf(cases) / meanOf(even) - 1)).toBeLessThan(0.005)
  }
})

const places = new Map(CASES.map((planned, place) => [planned, place]))

function byPlan(one: PlannedCase, other: PlannedCase): number {
  return (places.get(one) ?? 0) - (places.get(other) ?? 0)
}

test('shards of one plan have one digest, and other plans have others', async () => {
  const [first, second] = await Promise.all([take({ index: 1, of: 2 }), take({ index: 2, of: 2 })])
  expect([...first.cases, ...second.cases].toSorted(byPlan)).toEqual(few)
  expect(first.shard).toMatchObject({ index: 1, of: 2, whole: few, plan: second.shard.plan })
  const others = await Promise.all([take({ index: 1, of: 2 }, few.slice(1)), take({ index: 1, of: 2 }, few, 3)])
  expect(new Set([first, ...others].map(({ shard }) => shard.plan)).size).toBe(3)
})

test('a shard without cases is a mistake', async () => {
  const [one, two] = [few.slice(0, 1), [...few.slice(0, 1), ...CASES.slice(-1)]]
  await expect(take({ index: 2, of: 3 }, one)).rejects.toThrow(UserError)
  await expect(take({ index: 2, of: 3 }, one)).rejects.toThrow(
    'shard 2/3 has no case, since the selected cases make 1 shard; give a smaller count of shards',
  )
  await expect(take({ index: 3, of: 3 }, two)).rejects.toThrow('make 2 shards;')
})
