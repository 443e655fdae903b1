import { expect, test } from 'vitest'
import { render, SAMPLE, sampleResult } from './sample-report.test-support.ts'
import { tap } from './tap.ts'

test('each case has a line, and what failed is not ok', () => {
  const results = [
    sampleResult({ id: 'a.one', title: 'one', status: 'pass' }),
    sampleResult({ id: 'a.two', title: 'two', status: 'fail' }),
  ]
  const text = render(tap, { ...SAMPLE, results }).join('')
  expect(text).toContain('1..2\nok - a.one one\nnot ok - a.two two\n')
})
