import { expect, test } from 'vitest'
import { render, SAMPLE, sampleResult } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'

const REPORT = {
  ...SAMPLE,
  results: [
    sampleResult({ id: 'create.quick', status: 'pass', durationMs: 2 }),
    sampleResult({ id: 'create.\u001b[1mslow', status: 'pass', durationMs: 2345 }),
    sampleResult({ id: 'create.skipped', status: 'skip', reason: 'needs it', durationMs: 9999 }),
    sampleResult({ id: 'create.middle', status: 'pass', durationMs: 40 }),
  ],
  times: {
    list: { count: 1200, medianMs: 0.41, p95Ms: 3, longestMs: 31.4 },
    create: { count: 1, medianMs: 1200, p95Ms: 1200, longestMs: 1200 },
    updateDatabaseUser: { count: 2, medianMs: 1, p95Ms: 2, longestMs: 2 },
  },
}
const text = (options: Parameters<typeof render>[2]): string => render(spec, REPORT, options).join('')

test('--slowest lists the slowest cases that ran, and the times by operation', () => {
  const shown = text({ slowest: 2 })
  expect(shown.slice(shown.indexOf('Slowest'), shown.indexOf('\n\n4 cases'))).toMatchInlineSnapshot(`
    "Slowest cases (2 of 3)
      2.3 s        create.\\x1b[1mslow
      40 ms        create.middle

    Times by operation
      create             1 answer: median 1.2 s, 95th percentile 1.2 s, longest 1.2 s
      list               1,200 answers: median 0.4 ms, 95th percentile 3.0 ms, longest 31 ms
      updateDatabaseUser 2 answers: median 1.0 ms, 95th percentile 2.0 ms, longest 2.0 ms"
  `)
})

test('without the flag, the summary has no times', () => {
  expect(text({})).not.toContain('Slowest')
  expect(text({})).not.toContain('Times by operation')
})
