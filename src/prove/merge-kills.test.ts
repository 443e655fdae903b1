import { expect, test } from 'vitest'
import { currentKills, killsOf, mergeKills } from './merge-kills.ts'

const at = (row: string, value: number): { row: string; value: number; request: number } => ({ row, value, request: 1 })

test('of two kills by one row the earlier value stays', () => {
  const merged = mergeKills({ f: [at('p', 5), at('a', 0)] }, { f: [at('p', 2)], e: [at('a', 0)] })
  expect(Object.entries(merged)).toEqual([
    ['e', [at('a', 0)]],
    ['f', [at('p', 2), at('a', 0)]],
  ])
})

test('a record of an earlier version has no place within the row', () => {
  expect(killsOf({ faults: { f: { row: 'a' }, g: { row: 'p', value: 3, request: 8 } } })).toEqual({
    f: [{ row: 'a', value: 0, request: 1 }],
    g: [{ row: 'p', value: 3, request: 8 }],
  })
})

test('kills by rows and of faults that do not exist are left out', () => {
  const kills = { f: [at('a', 0), at('gone', 0)], gone: [at('a', 0)] }
  expect(currentKills(kills, { rows: new Set(['a']), faults: new Set(['f']) })).toEqual({ f: [at('a', 0)] })
})
