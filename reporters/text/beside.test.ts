import { expect, test } from 'vitest'
import { writesBeside } from './beside.ts'
import { sampleExchange } from '../sample-report.test-support.ts'

const at = (method: string, ms: number, durationMs: number): ReturnType<typeof sampleExchange> => {
  const sample = sampleExchange('{}', '{}')
  const startedAt = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, ms)).toISOString()
  return { ...sample, startedAt, durationMs, request: { ...sample.request, method } }
}

test('writes about others are those under way with a write of the race', () => {
  const [race, beside, read, before, after] = [
    at('DELETE', 100, 10),
    at('PUT', 105, 20),
    at('GET', 100, 10),
    at('PUT', 10, 5),
    at('POST', 200, 5),
  ]
  const look = at('GET', 130, 2)
  const exchanges = [before, race, beside, read, look, after]
  const timeline = [
    { exchange: 1, startMs: 0, endMs: 10 },
    { exchange: 4, startMs: 30, endMs: 32 },
  ]
  expect(writesBeside({ timeline }, exchanges)).toEqual([beside])
  expect(writesBeside({}, exchanges)).toEqual([])
})
