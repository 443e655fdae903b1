import { expect, test } from 'vitest'
import { sampleExchange } from '../../reporters/sample-report.test-support.ts'
import { failingExchange, withShortBodies } from './failing-exchange.ts'

test('the failing exchange is that of the first must finding that follows from no other', () => {
  const findings = [
    { level: 'should', exchange: 0 },
    { level: 'must', exchange: 1, follows: true },
    { level: 'must', exchange: 2 },
  ] as const
  expect(failingExchange('fail', findings)).toEqual([2])
  expect(failingExchange('fail', findings.slice(0, 2))).toEqual([1])
  expect(failingExchange('warn', findings)).toEqual([])
  expect(failingExchange('fail', [{ level: 'must' }])).toEqual([])
})

test('a long body becomes its beginning, with its length', () => {
  const whole = sampleExchange('SLACK', 'x'.repeat(5_000))
  const { request, response } = withShortBodies(whole)
  expect(response?.body).toBe(`${'x'.repeat(1_000)}... (cut from 5000 characters)`)
  expect(request).toEqual(whole.request)
})
