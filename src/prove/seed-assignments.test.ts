import { expect, test } from 'vitest'
import { seedAssignments } from './seed-assignments.ts'

test('each row is fired once at each seed, and meets another server at the next seed', () => {
  const servers = ['a', 'b', 'c']
  const assignments = [...seedAssignments({ servers, rows: ['x', 'y'], seeds: [1, 2, 3], runs: 10 })]
  expect(assignments.map(({ seed, first, server }) => `${seed ?? ''} ${first.join()} ${server}`)).toEqual([
    '1 x b',
    '1 y c',
    '2 x c',
    '2 y a',
    '3 x a',
    '3 y b',
  ])
})

test('without a server nothing is fired', () => {
  expect([...seedAssignments({ servers: [], rows: ['x'], seeds: [1], runs: 1 })]).toEqual([])
})
