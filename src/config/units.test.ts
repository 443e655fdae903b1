import { expect, test } from 'vitest'
import {
  parseBudget,
  parseDuration,
  parseLatency,
  parsePort,
  parseRate,
  parseRequestLimit,
  parseShard,
  parseSize,
} from './units.ts'

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
  ['34560m', 2_073_600_000],
  ['34561m', undefined],
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
  ['0', undefined],
  ['1000MB', 1_000_000_000],
  ['1001MB', undefined],
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
  ['0.001/s', 0.001],
  ['0.0009/s', undefined],
  ['1000001/s', undefined],
])('%j is a rate of %j a second', (text, expected) => {
  expect(parseRate(text)).toBe(expected)
})

test.each([
  ['200ms', { least: 200, most: 200 }],
  ['50ms-0.3s', { least: 50, most: 300 }],
  ['2s - 3s', { least: 2000, most: 3000 }],
  ['3s-2s', undefined],
  ['1s-2s-3s', undefined],
  ['-1s', undefined],
  ['soon', undefined],
])('%j is a latency of %j', (text, expected) => {
  expect(parseLatency(text)).toEqual(expected)
})

test.each([
  ['100/m', { requests: 100, seconds: 60 }],
  ['5 / s', { requests: 5, seconds: 1 }],
  ['0/s', undefined],
  ['5', undefined],
  ['5/h', undefined],
])('%j is a limit of %j', (text, expected) => {
  expect(parseRequestLimit(text)).toEqual(expected)
})

test.each([
  ['0', 0],
  ['65535', 65_535],
  ['65536', undefined],
  ['-1', undefined],
  ['http', undefined],
])('%j is the port %j', (text, expected) => {
  expect(parsePort(text)).toBe(expected)
})

test.each([
  ['2000r', { requests: 2000 }],
  ['2000 r', { requests: 2000 }],
  ['60s', { ms: 60_000 }],
  ['2m', { ms: 120_000 }],
  ['500ms', { ms: 500 }],
  ['0r', undefined],
  ['0s', undefined],
  ['2000', undefined],
  ['1.5r', undefined],
  ['', undefined],
])('%j is a budget of %j', (text, expected) => {
  expect(parseBudget(text)).toEqual(expected)
})

test.each([
  ['1/1', { index: 1, of: 1 }],
  ['12/999', { index: 12, of: 999 }],
  ['3/2', undefined],
  ['0/2', undefined],
  ['1/1000', undefined],
  ['2', undefined],
  ['1/2 ', undefined],
])('%j is the shard %j', (text, expected) => {
  expect(parseShard(text)).toEqual(expected)
})
