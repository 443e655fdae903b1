import { expect, test } from 'vitest'
import { completeOrder } from './complete-order.ts'
import { planned } from '../planned.test-support.ts'
import type { Portion } from './portion.ts'

const text = ({ id, from, to }: Portion): string => (from === 0 && to === undefined ? id : `${id} ${from}-${to ?? ''}`)

test('without a known order, the first row of every case comes first, and the rest in the order of the plan', () => {
  const cases = [
    planned('a.one[X]'),
    planned('a.one[Y]'),
    planned('p.any', { property: true }),
    planned('b.one[X]'),
    planned('b.one[Y]'),
  ]
  expect(completeOrder(cases, []).map(text)).toEqual([
    'a.one[X]',
    'p.any 0-2',
    'b.one[X]',
    'a.one[Y]',
    'p.any 2-',
    'b.one[Y]',
  ])
})

test('a known order is kept for the selected cases, and the rest follows', () => {
  const cases = [planned('a.one[X]'), planned('a.one[Y]'), planned('p.any', { property: true })]
  const known: readonly Portion[] = [
    { id: 'gone.case', from: 0, to: undefined },
    { id: 'p.any', from: 0, to: 7 },
    { id: 'a.one[Y]', from: 0, to: undefined },
    { id: 'p.any', from: 7, to: undefined },
  ]
  expect(completeOrder(cases, known).map(text)).toEqual(['p.any 0-7', 'a.one[Y]', 'p.any 7-', 'a.one[X]'])
})

test('a value of a property can come before the values below it, and a case has one last portion', () => {
  const cases = [planned('a.one'), planned('p.any', { property: true })]
  const known: readonly Portion[] = [
    { id: 'a.one', from: 0, to: 3 },
    { id: 'p.any', from: 9, to: 10 },
    { id: 'p.any', from: 0, to: 9 },
    { id: 'p.any', from: 10, to: 14 },
  ]
  expect(completeOrder(cases, known).map(text)).toEqual([
    'p.any 9-10',
    'p.any 0-9',
    'p.any 10-14',
    'a.one',
    'p.any 14-',
  ])
  const whole: Portion = { id: 'p.any', from: 0, to: undefined }
  expect(completeOrder(cases, [whole, whole]).map(text)).toEqual(['p.any', 'a.one'])
})
