import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { createPending } from '../session/pending.ts'
import { SUITES } from '../tests/run.test-support.ts'
import { takeShared } from './take-shared.ts'

const ROWS = planCases(SUITES, CONTRACT, 1).filter(({ template }) => template === 'query.flags')

test('cases of one state are taken together, and those that are left for later stay in their places', () => {
  const cases = ROWS.slice(0, 5)
  const left = new Set([cases[1], cases[3]])
  const pending = createPending(cases)
  const first = pending.take(() => true)
  if (first === undefined) throw new Error('no work')
  const sharing = { pending, contract: CONTRACT, joins: () => true, isLeft: (one: unknown) => left.has(one as never) }
  expect(takeShared(first, 9, sharing).map(({ planned }) => planned)).toEqual([cases[2], cases[4]])
  expect([pending.take(() => true)?.planned, pending.take(() => true)?.planned]).toEqual([cases[1], cases[3]])
})

test('a case that may not join ends the cases that are taken together', () => {
  const cases = ROWS.slice(0, 4)
  const pending = createPending(cases)
  const first = pending.take(() => true)
  if (first === undefined) throw new Error('no work')
  const sharing = { pending, contract: CONTRACT, joins: (one: unknown) => one !== cases[2], isLeft: () => false }
  expect(takeShared(first, 9, sharing).map(({ planned }) => planned)).toEqual([cases[1]])
})
