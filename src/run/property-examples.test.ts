import { expect, test } from 'vitest'
import type { Example, PropertySource } from '../draw/property-source.ts'
import { planned } from '../plan/planned.test-support.ts'
import type { PlannedProperty } from '../plan/planned-case.ts'
import { createBudget, NO_LIMIT } from './budget.ts'
import { openExamples, type PropertyExamples } from './property-examples.ts'
import type { Session } from './session.ts'

const SOURCE: PropertySource = {
  boundaries: 3,
  draws: 47,
  example: (index): Example => ({ path: String(index), name: 'any', value: index, shrinks: () => [] }),
}
const PROPERTY = planned('p.any', { property: true }).property as PlannedProperty

function open(share = { of: 1, part: 0 }, budget = NO_LIMIT): PropertyExamples {
  return openExamples(SOURCE, PROPERTY, { runs: 7, share, budget } as Session)
}

const paths = (examples: readonly Example[]): readonly string[] => examples.map(({ path }) => path)

test('a value can be taken before the values below it, and each value is taken once', () => {
  const examples = open()
  examples.startAt(6)
  expect(paths(examples.take(8, 8))).toEqual(['6', '7'])
  examples.startAt(0)
  expect(paths(examples.take(4, 7))).toEqual(['0', '1', '2', '3'])
  expect([examples.isDone(), [...examples.taken]]).toEqual([false, [6, 7, 0, 1, 2, 3]])
  examples.startAt(9)
  expect(paths(examples.take(99, Infinity))).toEqual(['4', '5', '8', '9'])
  expect(examples.isDone()).toBe(true)
})

test('a share of the values starts at its own first value from the start on', () => {
  const examples = open({ of: 4, part: 1 })
  examples.startAt(4)
  expect(paths(examples.take(8, 8))).toEqual(['5'])
  expect(paths(examples.take(8, Infinity))).toEqual(['1', '9'])
  expect(examples.isDone()).toBe(true)
})

test('a used budget leaves values untaken', () => {
  let sent = 0
  const examples = open(undefined, createBudget({ requests: 5 }, { sent: () => sent, now: () => 0, reserve: () => 0 }))
  expect(paths(examples.take(2, Infinity))).toEqual(['0', '1'])
  sent = 5
  expect([examples.take(2, Infinity), examples.isDone()]).toEqual([[], false])
})
