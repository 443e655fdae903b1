import { expect, test } from 'vitest'
import { eventsOf, SAMPLE, sampleResult } from '../sample-report.test-support.ts'
import { createStatusLine } from './status-line.ts'

test('the line has finished cases, all cases, counts of problems and the current case', () => {
  const line = createStatusLine(80)
  const drawn = eventsOf(SAMPLE).map((event) => line(event).draw)
  expect(drawn[0]).toBe('0 of 10')
  expect(drawn[4]).toBe('2 of 10 · 1 failed · create.twice[DATADOG]')
  expect(drawn.at(-2)).toBe('10 of 10 · 4 failed · 1 warned · 2 inconclusive · read.as-seen')
})

test('the line is erased before other output and at the end', () => {
  const line = createStatusLine(80)
  const [first, ...others] = eventsOf(SAMPLE).map(line)
  expect(first?.clear).toBe('')
  for (const { clear } of others) expect(clear).toBe('\r\u001b[2K')
  expect(others.at(-1)?.draw).toBe('')
})

test('the line does not wrap, even with wide characters, and has no control characters', () => {
  const line = createStatusLine(20)
  const drawn = (id: string): string => line({ type: 'case', id, title: '' }).draw
  expect(drawn('x'.repeat(100))).toHaveLength(19)
  expect(drawn('日'.repeat(7))).toBe('0 of 0 · ...')
  expect(drawn('\u001b[1m')).toBe('0 of 0 · \\x1b[1m')
})

test('progress adds requests, rate, elapsed time and the estimated rest to the line', () => {
  const line = createStatusLine(120)
  line({ type: 'case', id: 'list.walk', title: '' })
  const progress = { type: 'progress', sent: 4200, perSecond: 980.4, elapsedMs: 12_700 } as const
  expect(line(progress).draw).toBe('0 of 0 · 4,200 requests, 980/s · 12 s · list.walk')
  expect(line({ ...progress, leftMs: 29_000 }).draw).toBe(
    '0 of 0 · 4,200 requests, 980/s · 12 s, about 30 s left · list.walk',
  )
  expect(line({ type: 'case', id: 'list.next', title: '' }).draw).toContain('12 s, about 30 s left · list.next')
})

test.each([
  [429, 40_100, 'waiting 41 s for the rate limit · '],
  [503, 2_000, 'waiting 2 s as a 503 asked · '],
  ['rate', 3_000, 'waiting 3 s for --rate · '],
  ['rate', 120, ''],
] as const)('a wait of a second or more is told: %s', (cause, leftMs, words) => {
  const line = createStatusLine(120)
  const progress = { type: 'progress', sent: 3, perSecond: 0, elapsedMs: 500 } as const
  expect(line({ ...progress, waiting: { cause, leftMs } }).draw).toBe(`0 of 0 · ${words}3 requests, 0/s · 0 s`)
})

test('a result that is sent again counts once', () => {
  const line = createStatusLine(120)
  line({ type: 'start', target: 'http://127.0.0.1', seed: 1, cases: 1, lanes: 1 })
  line({ type: 'result', result: sampleResult({ id: 'a.b', status: 'pass' }) })
  expect(line({ type: 'result', result: sampleResult({ id: 'a.b', status: 'fail' }) }).draw).toBe('1 of 1 · 1 failed')
})
