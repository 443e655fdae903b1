import { expect, test } from 'vitest'
import { sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { withShortValues } from './short-values.ts'

const long = 'x'.repeat(99)
const CUT = `${'x'.repeat(9)}... (cut from 99 characters)`

test('bodies and values are cut, and a cut value tells its length', () => {
  const findings = [sampleFinding({ expected: long, actual: { a: [long] } })]
  const counterexample = {
    finding: 0,
    name: 'random',
    shrinks: 0,
    value: long,
    twin: { value: { a: 1 }, difference: [{ at: '/a', from: long }] },
  }
  const result = sampleResult({
    id: 'a.b',
    status: 'fail',
    findings,
    exchanges: [sampleExchange('K', long)],
    counterexample,
  })
  expect(withShortValues(result, 9)).toMatchObject({
    findings: [{ expected: CUT, actual: `{"a":["xx... (cut from 109 characters)`, message: findings[0]?.message }],
    exchanges: [{ response: { body: CUT } }],
    counterexample: { value: CUT, twin: { value: { a: 1 }, difference: [{ at: '/a', from: CUT }] } },
  })
  expect(withShortValues(result, 200)).toEqual(result)
})

test('an answer keeps the headers that a finding is about, and tells the count of the others', () => {
  const exchange = sampleExchange('K', '{}')
  const headers = { 'content-type': 'a/b', Server: 'x', Date: 'y', 'X-Odd': 'z' }
  const exchanges = [{ ...exchange, response: { status: 200, headers, body: '{}' } }]
  const result = sampleResult({
    id: 'a.b',
    status: 'fail',
    findings: [sampleFinding({ at: 'header:x-odd' })],
    exchanges,
  })
  expect(withShortValues(result, 500).exchanges[0]?.response?.headers).toEqual({
    'content-type': 'a/b',
    'X-Odd': 'z',
    '...': '2 more',
  })
})

test('a text is whole where its cut would be longer', () => {
  const body = 'x'.repeat(20)
  const result = sampleResult({ id: 'a.b', status: 'fail', exchanges: [sampleExchange('K', body)] })
  expect(withShortValues(result, 3).exchanges[0]?.response?.body).toBe(body)
})

test('a cut does not part the halves of a character', () => {
  const result = sampleResult({ id: 'a.b', status: 'fail', exchanges: [sampleExchange('K', '😀'.repeat(20))] })
  expect(withShortValues(result, 3).exchanges[0]?.response?.body).toBe('😀... (cut from 40 characters)')
})
