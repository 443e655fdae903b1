import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { SUITES } from '../../run/tests/run.test-support.ts'
import { planCases } from '../plan.ts'
import { planFailed } from './plan-failed.ts'

const planAt = (seed: number): ReturnType<typeof planCases> => planCases(SUITES, CONTRACT, seed)

test('failed cases keep the order of the plan, and each has the values of its failure', () => {
  const failures = [
    { id: 'property.create-refuses[SLACK]', seed: 5, path: '3:0' },
    { id: 'create.full[SLACK]', seed: 4 },
    { id: 'gone.case', seed: 4 },
  ]
  const [first, second, ...others] = planFailed(planAt(1), failures, planAt)
  expect(others).toEqual([])
  expect(first).toMatchObject({ id: 'create.full[SLACK]', seed: '4/create.full[SLACK]', drawnAt: 4 })
  expect(second).toMatchObject({ id: 'property.create-refuses[SLACK]', drawnAt: 5, property: { first: '3:0' } })
  expect(second?.property).not.toHaveProperty('path')
})

test('a case that is not selected is not fired again', () => {
  const selected = planAt(1).filter(({ id }) => id.startsWith('create.'))
  expect(planFailed(selected, [{ id: 'property.create-refuses[SLACK]', seed: 5 }], planAt)).toEqual([])
})
