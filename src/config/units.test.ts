import { expect, test } from 'vitest'
import { parseDuration, parseRate, parseSize } from './units.ts'

test.each([
  ['10s', 10_000],
  ['500', 500],
  ['500ms', 500],
  ['1.5 s', 1_500],
  ['2m', 120_000],
  [' 1s ', 1_000],
  ['', undefined],
  ['s', undefined],
  ['-1s', undefined],
  ['10h', undefined],
  ['1e3', undefined],
])('%j is a time of %j milliseconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected)
})

test.each([
  ['10MB', 10_000_000],
  ['64KB', 64_000],
  ['64kb', 64_000],
  ['12', 12],
  ['12B', 12],
  ['1.5MB', 1_500_000],
  ['10GB', undefined],
  ['MB', undefined],
])('%j is a size of %j bytes', (text, expected) => {
  expect(parseSize(text)).toBe(expected)
})

test.each([
  ['10/s', 10],
  ['0.5/s', 0.5],
  ['60/m', 1],
  ['7', 7],
  ['0/s', undefined],
  ['10/h', undefined],
  ['/s', undefined],
])('%j is a rate of %j a second', (text, expected) => {
  expect(parseRate(text)).toBe(expected)
})
