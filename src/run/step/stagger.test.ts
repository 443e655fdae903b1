import { expect, test } from 'vitest'
import { usualTime, waitsBefore } from './stagger.ts'

const lasting = (ms: number) => ({ start: 1, end: 1 + ms })

test('requests of an odd round go out at once', () => {
  expect(waitsBefore(3, 1, 100)).toEqual([0, 0, 0])
  expect(waitsBefore(3, 3, undefined)).toEqual([0, 0, 0])
})

test('requests of an even round go out a millisecond apart, in their order and in the other by turns', () => {
  expect(waitsBefore(3, 2, undefined)).toEqual([0, 1, 2])
  expect(waitsBefore(3, 4, 2)).toEqual([2, 1, 0])
})

test('a slow target gets requests that begin at each part of another one', () => {
  expect(waitsBefore(4, 2, 80)).toEqual([0, 30, 60, 90])
  expect(waitsBefore(2, 4, 10_000)).toEqual([50, 0])
})

test('the usual time is that of the middle answer, without requests that got none', () => {
  expect(usualTime([lasting(9), lasting(2), lasting(3), lasting(Infinity)])).toBe(3)
  expect(usualTime([lasting(Infinity)])).toBeUndefined()
})
