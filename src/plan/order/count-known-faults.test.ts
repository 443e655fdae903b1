import { expect, test } from 'vitest'
import { countKnownFaults, reachKnownFaults } from './count-known-faults.ts'

test('a known fault counts if a row within reach kills it, and is found if a tried value does', () => {
  const kills = {
    found: [
      { row: 'far', value: 0, request: 1 },
      { row: 'p', value: 2, request: 9 },
    ],
    later: [{ row: 'p', value: 3, request: 12 }],
    'out-of-reach': [{ row: 'far', value: 0, request: 1 }],
  }
  const reach = {
    isWithinReach: (row: string) => row !== 'far',
    isTried: (row: string, value: number) => row === 'p' && value < 3,
  }
  expect(countKnownFaults(kills, reach)).toEqual({ withinReach: 2, found: 1 })
  expect(reachKnownFaults(kills, reach)).toEqual({ withinReach: ['found', 'later'], found: ['found'] })
})
