import { expect, test } from 'vitest'
import { sampleResult } from '../../../reporters/sample-report.test-support.ts'
import { createProgressLines, LINE_EVERY } from './progress-lines.ts'
import { widthOf } from './reports.ts'

test('a run without a status line tells its progress once a minute, a line each', () => {
  const lineOf = createProgressLines()
  const said = [
    { type: 'start', target: 'http://127.0.0.1', seed: 1, cases: 1200, lanes: 1 } as const,
    { type: 'result', result: sampleResult({ id: 'a.b', status: 'pass' }) } as const,
    { type: 'result', result: sampleResult({ id: 'a.c', status: 'fail' }) } as const,
    // A result that is sent again counts once.
    { type: 'result', result: sampleResult({ id: 'a.c', status: 'fail' }) } as const,
    { type: 'progress', sent: 3400, perSecond: 56, elapsedMs: 60_000, leftMs: 600_000 } as const,
  ].map(lineOf)
  expect(said).toEqual(['', '', '', '', '2 of 1,200 cases, 1 failed; 3,400 requests, 1 min 0 s, about 10 min left\n'])
  expect(LINE_EVERY).toBe(60_000)
})

test('a terminal of 0 or very few columns counts as one of 80', () => {
  expect([0, 39, 40, 120].map((columns) => widthOf({ columns }))).toEqual([80, 80, 40, 120])
  expect(widthOf(undefined)).toBe(100)
})
