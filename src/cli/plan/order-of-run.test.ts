import { expect, test } from 'vitest'
import { loadBundle } from '../../bundle/load-bundle.ts'
import { planCases } from '../../plan/plan.ts'
import { TOOL } from '../../source/tool.ts'
import { orderOfRun } from './order-of-run.ts'

test('cases that failed before come first and whole, and the others follow in the published order', async () => {
  const bundle = await loadBundle(TOOL.contract)
  const cases = planCases(bundle.suites, bundle.contract, 1)
  const failed = ['property.create-refuses[SLACK]', 'delete.twice[SLACK]']
  const order = orderOfRun({ bundle, cases, failed })
  expect(order.slice(0, 2)).toEqual(failed.map((id) => ({ id, from: 0, to: undefined })))
  expect(order.slice(2)).toEqual(orderOfRun({ bundle, cases }).filter(({ id }) => !failed.includes(id)))
})
