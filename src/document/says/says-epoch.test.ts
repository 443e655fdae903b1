import { expect, test } from 'vitest'
import { saysEpoch } from './says-epoch.ts'

test.each([
  ['Milliseconds since the epoch', 'milliseconds'],
  ['The number of seconds since the Unix epoch.', 'seconds'],
  ['Unix timestamp in milliseconds', 'milliseconds'],
  ['Seconds since January 1, 1970', 'seconds'],
  ['Milliseconds elapsed since the epoch', 'milliseconds'],
  ['Seconds since the start of the job.', undefined],
  ['The number of seconds since the task was created.', undefined],
  ['The time of the last change.', undefined],
  [7, undefined],
])('of %j, the unit is %s', (description, unit) => {
  expect(saysEpoch(description)).toBe(unit)
})
