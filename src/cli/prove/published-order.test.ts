import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { killsPath, killsText, orderPath, orderText, readOrder } from '../../bundle/order-files.ts'
import { loadBundle } from '../../bundle/load-bundle.ts'
import { completeOrder } from '../../plan/order/complete-order.ts'
import { planCases } from '../../plan/plan.ts'
import { TOOL } from '../../source/tool.ts'
import { orderFrom, publishedKills } from './published-order.ts'
import { readRecord } from './record-files.ts'

const bundle = await loadBundle(TOOL.contract)
const STALE = 'the published order is outdated; run `npx conform prove --render`'

test('the published kills and the published order are up to date', () => {
  const kills = publishedKills(readRecord(), bundle)
  expect(killsText(kills) === readFileSync(killsPath(TOOL.contract), 'utf8'), STALE).toBe(true)
  expect(orderText(orderFrom(kills, bundle)) === readFileSync(orderPath(TOOL.contract), 'utf8'), STALE).toBe(true)
}, 30_000)

test('the published order holds every row to its end, so that a run computes none', () => {
  const cases = planCases(bundle.suites, bundle.contract, 7)
  const order = readOrder(bundle)
  expect(completeOrder(cases, order)).toEqual(order)
  expect(new Set(order.map(({ id }) => id)).size).toBe(cases.length)
})

test('a contract of the user has no published order', () => {
  expect(readOrder({ ...bundle, folder: '/elsewhere' })).toEqual([])
})
