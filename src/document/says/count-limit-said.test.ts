import { expect, test } from 'vitest'
import { countLimitOf, countLimitSaid } from './count-limit-said.ts'

test.each([
  ['Lists the stocks. `total` counts at most three; a larger number is shown as 3.', 3],
  ['`total` is at most 10,000.', 10_000],
  ['`total` is capped at 1000.', 1000],
  ['At most three are shown. `total` counts all.', undefined],
  [undefined, undefined],
])('the largest total of "%s" is %s', (text, most) => {
  expect(countLimitSaid('total', text)).toBe(most)
})

test('the description of a total needs no name', () => {
  expect(countLimitOf('All matches. A larger number is shown as 500.')).toBe(500)
})
