import { expect, test } from 'vitest'
import { isAlike, isSameDecimal, isSameValue } from './same-value.ts'

test.each([
  ['PT48H', 'P2D'],
  ['P4W', 'P28D'],
  ['3.50s', '3.5s'],
  ['05s', '5s'],
  ['P0DT8S', 'PT8S'],
  ['P1Y2M', 'P425D'],
  ['10:20:30Z', '10:20:30'],
  ['10:20:30+00:00', '10:20:30Z'],
  ['01:20:30+02:00', '23:20:30Z'],
  ['2031-03-01T10:20:30Z', '2031-03-01 10:20:30.123'],
  [4.5, '4.50'],
])('%j is the value of %j', (sent, shown) => {
  expect([isSameValue(sent, shown), isSameValue(shown, sent)]).toEqual([true, true])
})

test.each([
  ['PT48H', 'P3D'],
  ['P', 'PT'],
  ['10:20:30Z', '10:20:31'],
  ['10:20:30+02:00', '10:20:30Z'],
  ['10:20', '10:20:00Z'],
  ['4.5', '4.50'],
])('%j is no other writing of %j', (sent, shown) => {
  expect(isSameValue(sent, shown)).toBe(false)
})

test('decimal numbers are alike without the zeros and the point at their ends', () => {
  for (const [sent, shown] of [
    ['5.', '5.00'],
    ['.89', '0.89'],
    ['-1.5', '-1.50'],
  ] as const)
    expect([isSameDecimal(sent, shown), isAlike(sent, shown)], sent).toEqual([true, true])
  for (const [sent, shown] of [
    ['007', '7'],
    ['-', '0'],
    ['', '0'],
    ['50', '5'],
    ['5s', '5'],
  ] as const)
    expect(isSameDecimal(sent, shown), sent).toBe(false)
})

test('a long text of zeros that is no number is read in one pass', () => {
  expect(isSameDecimal('0.5', `.${'0'.repeat(200_000)}x`)).toBe(false)
  expect(isSameDecimal('0.5', `.5${'0'.repeat(200_000)}`)).toBe(true)
})
