import { expect, test } from 'vitest'
import { mergeTimes } from './merge-times.ts'

test('counts add up, the longest time stays, and the others are means weighted by counts', () => {
  const read = { count: 1, medianMs: 2, p95Ms: 2, longestMs: 2 }
  const merged = mergeTimes([
    { times: { list: { count: 30, medianMs: 1, p95Ms: 4, longestMs: 9 }, read } },
    { times: { list: { count: 10, medianMs: 3, p95Ms: 8, longestMs: 8 } } },
    {},
  ])
  expect(merged).toEqual({ list: { count: 40, medianMs: 1.5, p95Ms: 5, longestMs: 9 }, read })
})
