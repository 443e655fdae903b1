import { expect, test } from 'vitest'
import { allTogether, coveringRows } from './covering-rows.ts'

const holds = (rows: readonly (readonly number[])[], together: readonly (readonly [number, number])[]) =>
  rows.some((row) => together.every(([column, level]) => row[column] === level))

test.each([
  [[2, 2], 2, 4],
  [[2, 2, 2, 2], 2, 8],
  [[7, 3, 3, 3, 3], 2, 26],
  [[6, 2, 2, 2, 2], 3, 36],
  [[1, 4], 2, 4],
])('columns with %j levels: any %i occur together in at most %i rows', (sizes, strength, most) => {
  const wanted = allTogether(
    sizes.map((size) => Array.from({ length: size }, (_, level) => level)),
    strength,
  )
  const rows = coveringRows(sizes, wanted, 100)
  expect(wanted.filter((each) => !holds(rows, each))).toEqual([])
  expect(rows.length).toBeLessThanOrEqual(most)
  expect(coveringRows(sizes, wanted, 100)).toEqual(rows)
})

test('the number of rows is bounded, and the first wanted combinations are covered', () => {
  const wanted = allTogether(
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
    2,
  )
  const rows = coveringRows([3, 3], wanted, 2)
  expect(rows).toHaveLength(2)
  expect(holds(rows, wanted[0] ?? [])).toBe(true)
})

test('no wanted combination gives no row', () => {
  expect(coveringRows([2, 2], [], 9)).toEqual([])
  expect(allTogether([[], [0, 1]], 2)).toEqual([])
})
