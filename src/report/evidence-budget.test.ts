import { expect, test } from 'vitest'
import { createEvidenceBudget } from './evidence-budget.ts'

const shown = (cause: string, ...effort: readonly number[]): { cause: string; effort: readonly number[] } => ({
  cause,
  effort,
})

test('after twenty results with findings, evidence is kept once a cause', () => {
  const budget = createEvidenceBudget()
  const kept = Array.from({ length: 100 }, () => budget.isKept([shown('a/accepted')]))
  expect(kept.filter(Boolean)).toHaveLength(20)
  expect(budget.isKept([])).toBe(false)
  const both = [shown('a/accepted'), shown('b/accepted')]
  expect([budget.isKept(both), budget.isKept([shown('b/accepted')])]).toEqual([true, false])
})

test('a result that shows a cause more simply than those before it keeps its evidence too', () => {
  const budget = createEvidenceBudget()
  for (let count = 0; count < 20; count += 1) budget.isKept([shown('a', 1, 5)])
  const kept = [
    [1, 5],
    [1, 4],
    [1, 4],
    [0, 9],
    [1, 0],
  ].map((effort) => budget.isKept([shown('a', ...effort)]))
  expect(kept).toEqual([false, true, false, true, false])
})
