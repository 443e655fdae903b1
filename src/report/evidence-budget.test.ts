import { expect, test } from 'vitest'
import { createEvidenceBudget } from './evidence-budget.ts'

test('after twenty results with findings, evidence is kept once a cause', () => {
  const budget = createEvidenceBudget()
  const kept = Array.from({ length: 100 }, () => budget.isKept(['a/accepted']))
  expect(kept.filter(Boolean)).toHaveLength(20)
  expect(budget.isKept([])).toBe(false)
  expect([budget.isKept(['a/accepted', 'b/accepted']), budget.isKept(['b/accepted'])]).toEqual([true, false])
})
