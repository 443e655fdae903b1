import { expect, test } from 'vitest'
import { createTimeLeft } from './time-left.ts'

const cases = Array.from({ length: 100 }, (_, index) => ({ id: `c${index}`, property: index >= 80, requests: 10 }))
const pass = { status: 'pass', durationMs: 50 } as const

test('no time is told before enough cases have finished', () => {
  const time = createTimeLeft(cases, 1)
  for (const { id } of cases.slice(0, 19)) time.finished({ id, ...pass })
  expect(time.left()).toBe(undefined)
  time.finished({ id: 'c19', ...pass })
  expect(time.left()).toBe(80 * 50)
})

test('properties have a measure of their own, and skipped cases only shorten the rest', () => {
  const time = createTimeLeft(cases, 1)
  for (const { id } of cases.slice(0, 40)) time.finished({ id, ...pass })
  for (const { id } of cases.slice(40, 60)) time.finished({ id, status: 'skip', durationMs: 0 })
  expect(time.left()).toBe(20 * 50 + 20 * 50)
  time.finished({ id: 'c80', status: 'pass', durationMs: 1000 })
  expect(time.left()).toBe(20 * 50 + 19 * 1000)
})

test('lanes share the rest, and the end of the last case is the end', () => {
  const time = createTimeLeft(cases, 4)
  for (const { id } of cases.slice(0, 60)) time.finished({ id, ...pass })
  expect(time.left()).toBe((40 * 50) / 4)
  for (const { id } of cases) time.finished({ id, ...pass })
  expect(time.left()).toBe(0)
  expect(createTimeLeft([], 1).left()).toBe(0)
})
