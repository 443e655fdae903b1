import { expect, test } from 'vitest'
import { sampleExchange, sampleFinding } from '../sample-report.test-support.ts'
import { toldFinding } from './told-finding.ts'

const result = { exchanges: [sampleExchange('SLACK', '{}')] }

test('a finding is told with its request, and with its values where its message does not hold them', () => {
  expect(toldFinding(sampleFinding(), result)).toBe('POST /api/things/SLACK: expected status 409; the answer is 200')
  const values = { message: 'expected the value that was sent', expected: 'a\u001b\ufe0f', actual: { a: '<secret>' } }
  expect(toldFinding(sampleFinding(values), result)).toBe(
    String.raw`POST /api/things/SLACK: expected the value that was sent; expected "a\u001b\ufe0f", got {"a":"<secret>"}`,
  )
  const short = { message: 'expected the value that was sent', expected: '', actual: 'c' }
  expect(toldFinding(sampleFinding(short), { exchanges: [] })).toBe(
    'expected the value that was sent; expected "", got "c"',
  )
  expect(toldFinding(sampleFinding(), { exchanges: [] })).toBe('expected status 409; the answer is 200')
})

test('path and values are bounded', () => {
  const long = 'x'.repeat(5_000)
  const exchanges = [sampleExchange(long, '{}')]
  expect(toldFinding(sampleFinding({ expected: long, actual: [long] }), { exchanges }).length).toBeLessThan(500)
})
