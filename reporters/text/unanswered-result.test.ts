import { expect, test } from 'vitest'
import { sampleExchange, sampleResult } from '../sample-report.test-support.ts'
import { unansweredResult } from './unanswered-result.ts'

const at = (second: number, key = 'SLACK', failure = 'the connection was reset'): ReturnType<typeof sampleExchange> => {
  const { response: _, ...exchange } = sampleExchange(key, '')
  return { ...exchange, failure, startedAt: `2026-01-01T00:00:0${second}.000Z` }
}
const result = (id: string, ...exchanges: readonly ReturnType<typeof at>[]): ReturnType<typeof sampleResult> =>
  sampleResult({ id, status: 'inconclusive', exchanges })

test('the case of the first request without an answer is that with the same request, of the same time', () => {
  const results = [
    result('x.refused', at(3, 'SLACK', 'the connection was refused')),
    result('x.other', at(2, 'OTHER')),
    result('x.late', at(5)),
    result('x.own', sampleExchange('SLACK', '{}'), at(2)),
  ]
  expect(unansweredResult({ unanswered: at(2), results })?.id).toBe('x.own')
  expect(unansweredResult({ unanswered: at(2, 'OTHER'), results })?.id).toBe('x.other')
})

test('a request of the run itself has no case', () => {
  expect(unansweredResult({ unanswered: at(2), results: [result('x.refused', at(2, 'OTHER'))] })).toBeUndefined()
  expect(unansweredResult({ results: [result('x.own', at(2))] })).toBeUndefined()
})
