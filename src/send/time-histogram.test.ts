import { expect, test } from 'vitest'
import { createTimeHistogram, type TimeSummary } from './time-histogram.ts'

test('median and 95th percentile are within 3 %, and the longest time is exact', () => {
  const histogram = createTimeHistogram()
  for (let time = 1; time <= 1000; time += 1) histogram.add(time)
  const { count, medianMs, p95Ms, longestMs } = histogram.summary()
  expect([count, longestMs]).toEqual([1000, 1000])
  expect(Math.abs(medianMs / 500 - 1)).toBeLessThan(0.03)
  expect(Math.abs(p95Ms / 950 - 1)).toBeLessThan(0.03)
})

test('no share is outside the measured times, and an empty histogram has zeros', () => {
  const histogram = createTimeHistogram()
  expect(histogram.summary()).toEqual({ count: 0, medianMs: 0, p95Ms: 0, longestMs: 0 })
  for (const time of [7, 7, 7]) histogram.add(time)
  expect(histogram.summary()).toEqual({ count: 3, medianMs: 7, p95Ms: 7, longestMs: 7 })
})

test.each([0, 1e-9, 1e12])('a time beyond all buckets is counted: %s', (time) => {
  const histogram = createTimeHistogram()
  histogram.add(time)
  expect(histogram.summary()).toMatchObject({ count: 1, longestMs: Math.round(time * 100) / 100 })
})

/** The summary of ten times of each kind. */
function tenOfEach(...times: readonly number[]): TimeSummary {
  const histogram = createTimeHistogram()
  for (const time of times) for (let count = 0; count < 10; count += 1) histogram.add(time)
  return histogram.summary()
}

test('times beneath all buckets count in the first bucket, and times beyond them in the last', () => {
  const { medianMs: early, p95Ms: usual } = tenOfEach(1e-9, 100)
  expect(early).toBeLessThan(0.02)
  expect(Math.abs(usual / 100 - 1)).toBeLessThan(0.03)
  const { medianMs: first, p95Ms: late } = tenOfEach(1, 1e12)
  expect(Math.abs(first - 1)).toBeLessThan(0.03)
  expect(late).toBeGreaterThan(600_000)
})
