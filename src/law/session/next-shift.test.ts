import { expect, test } from 'vitest'
import type { Resource } from '../../resource/model.ts'
import type { Learned } from './learned.ts'
import { makingsOf } from './makings-of.ts'
import { nextShift } from './next-shift.ts'

test('numbers and dates are set apart by sixty at each body, each where members with equal ones conflict', () => {
  const resource = { name: 'booking' } as Resource
  const learned = { makings: new Map() } as unknown as Learned
  expect(nextShift(resource, learned)).toEqual({ numbers: 0, days: 0 })
  const makings = makingsOf(resource, learned)
  makings.days = 0
  expect(nextShift(resource, learned)).toEqual({ numbers: 0, days: 60 })
  makings.shift = 0
  expect(nextShift(resource, learned)).toEqual({ numbers: 60, days: 120 })
  makings.shift = undefined
  expect(nextShift(resource, learned)).toEqual({ numbers: 0, days: 180 })
})
