import { expect, test } from 'vitest'
import type { CaseEstimate } from './estimate.ts'
import { planned } from '../planned.test-support.ts'
import type { PlannedCase } from '../planned-case.ts'
import { splitPlan } from './split-plan.ts'

const estimate = (one: PlannedCase, expected: number): CaseEstimate => ({
  planned: one,
  state: undefined,
  values: 1,
  alone: expected,
  batch: 0,
  each: expected,
  expected,
  most: expected,
})

const ids = (shards: readonly (readonly PlannedCase[])[]): readonly (readonly string[])[] =>
  shards.map((cases) => cases.map(({ id }) => id))

/** Cases of one need each, with their requests. */
const dealt = (costs: Readonly<Record<string, number>>, needs: PlannedCase['needs'] = []) =>
  Object.entries(costs).map(([id, cost]) => estimate({ ...planned(id), needs }, cost))

test('large cases are dealt before small ones, and shards keep the order of the plan', () => {
  const estimates = dealt({ 'a.small': 1, 'b.large': 9, 'c.middle': 5, 'd.small': 2 })
  expect(ids(splitPlan({ estimates, order: [], of: 2 }))).toEqual([['b.large'], ['a.small', 'c.middle', 'd.small']])
})

test('of equal cases, the most telling ones go to different shards', () => {
  const estimates = dealt({ 'a.one': 4, 'b.one': 4, 'c.one': 4, 'd.one': 4 })
  const order = ['d.one', 'c.one', 'b.one', 'a.one'].map((id) => ({ id, from: 0, to: undefined }))
  expect(ids(splitPlan({ estimates, order, of: 2 }))).toEqual([
    ['b.one', 'd.one'],
    ['a.one', 'c.one'],
  ])
})

test('cases that share a state stay together, at most sixteen of them', () => {
  const estimates = Array.from({ length: 20 }, (_, row) => ({
    ...estimate(planned(row % 2 === 0 ? `a.one[${row}]` : `b.one[${row}]`), 1),
    state: 'DATADOG',
  }))
  expect(ids(splitPlan({ estimates, order: [], of: 3 })).map(({ length }) => length)).toEqual([16, 4, 0])
})

test('the first shard alone works in the other group', () => {
  const other = [
    estimate({ ...planned('a.other'), needs: ['otherGroup'] }, 5),
    estimate({ ...planned('b.other'), given: { ...planned('').given, otherAbsent: ['X'] } }, 5),
  ]
  const estimates = [...other, ...dealt({ 'c.one': 4, 'd.one': 4, 'e.one': 4 })]
  expect(ids(splitPlan({ estimates, order: [], of: 2 }))).toEqual([
    ['a.other', 'b.other'],
    ['c.one', 'd.one', 'e.one'],
  ])
})

test('shards stay even where the cases of one need are skipped', () => {
  const estimates = [
    ...dealt({ 'a.one': 6, 'b.one': 4, 'c.one': 2 }),
    ...dealt({ 'd.one': 6, 'e.one': 4, 'f.one': 2 }, ['principal.reader']),
  ]
  const withoutNeeds = splitPlan({ estimates, order: [], of: 2 }).map((cases) =>
    cases.filter(({ needs }) => needs.length === 0),
  )
  expect(withoutNeeds.map((cases) => cases.reduce((sum, { id }) => sum + costIn(id), 0))).toEqual([6, 6])

  function costIn(id: string): number {
    return estimates.find((one) => one.planned.id === id)?.expected ?? 0
  }
})
