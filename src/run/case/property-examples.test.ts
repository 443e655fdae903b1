import { expect, test } from 'vitest'
import type { Example, PropertySource } from '../../draw/property-source.ts'
import { planned } from '../../plan/planned.test-support.ts'
import type { PlannedProperty } from '../../plan/planned-case.ts'
import { createBudget, NO_LIMIT } from '../session/budget.ts'
import { openExamples, type PropertyExamples } from './property-examples.ts'
import type { Session } from '../session/session.ts'

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
  examples.aimAt([{ from: 6, to: 8 }])
  expect(paths(examples.take(8))).toEqual(['6', '7'])
  examples.aimAt([{ from: 0, to: 7 }])
  expect(paths(examples.take(4))).toEqual(['0', '1', '2', '3'])
  expect([examples.isDone(), [...examples.taken]]).toEqual([false, [6, 7, 0, 1, 2, 3]])
  examples.aimAt()
  expect(paths(examples.take(99))).toEqual(['4', '5', '8', '9'])
  expect(examples.isDone()).toBe(true)
})

test('values of several portions are taken together', () => {
  const examples = open()
  examples.aimAt([
    { from: 1, to: 2 },
    { from: 4, to: 6 },
  ])
  expect(paths(examples.take(8))).toEqual(['1', '4', '5'])
})

test('a share of the values starts at its own first value from the start on', () => {
  const examples = open({ of: 4, part: 1 })
  examples.aimAt([{ from: 4, to: 8 }])
  expect(paths(examples.take(8))).toEqual(['5'])
  examples.aimAt()
  expect(paths(examples.take(8))).toEqual(['1', '9'])
  expect(examples.isDone()).toBe(true)
})

test('a used budget leaves values untaken', () => {
  let sent = 0
  const examples = open(undefined, createBudget({ requests: 5 }, { sent: () => sent, now: () => 0, reserve: () => 0 }))
  expect(paths(examples.take(2))).toEqual(['0', '1'])
  sent = 5
  expect([examples.take(2), examples.isDone()]).toEqual([[], false])
})
