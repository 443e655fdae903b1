import { expect, test } from 'vitest'
import { eventsOf, SAMPLE } from './sample-report.test-support.ts'
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
