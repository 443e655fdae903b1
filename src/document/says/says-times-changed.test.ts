import { expect, test } from 'vitest'
import { saysTimesChanged } from './says-times-changed.ts'

test.each([
  'Calendars.\n\n**Times.** Any offset is taken. The server stores times in UTC to the minute: seconds and fractions are cut off.',
  'All timestamps are returned with second precision.',
  'Dates are truncated to the day.',
  'Times have a precision of one second; fractions are dropped.',
  'All date-times are rounded to the nearest hour.',
])('%j', (text) => expect(saysTimesChanged(text)).toBe(true))

test.each([
  'All times are in UTC.',
  'Timestamps are in ISO 8601 with milliseconds.',
  'Times must be rounded to the minute.',
  'At most ten requests are answered in a minute. Times are kept.',
  'An order expires at times that are cut to the hour.',
  '',
])('%j says nothing of another form', (text) => expect(saysTimesChanged(text)).toBe(false))
