import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { createPending } from './pending.ts'
import { SUITES } from '../tests/run.test-support.ts'

const CASES = planCases(SUITES, CONTRACT, 1).slice(0, 5)
const [a, b, c, d, e] = CASES

const any = (): boolean => true

test('each case is taken once, in order; a case that one lane may not run waits for another lane', () => {
  const pending = createPending(CASES)
  const take = (mayRun: (one: unknown) => boolean): unknown => pending.take(mayRun)?.planned
  const notFirst = (one: unknown): boolean => one !== a && one !== c
  expect([take(notFirst), take(notFirst), take(any)]).toEqual([b, d, a])
  expect([take(notFirst), take(notFirst), take(any), take(any)]).toEqual([e, undefined, c, undefined])
})
