import { expect, test } from 'vitest'
import type { KnownKills } from './known-kill.ts'
import { orderByKills } from './order.ts'
import { planned } from '../planned.test-support.ts'
import type { PlannedCase } from '../planned-case.ts'
import type { Portion } from './portion.ts'

const text = ({ id, from, to }: Portion): string => (from === 0 && to === undefined ? id : `${id} ${from}-${to ?? ''}`)
const at = (row: string, value = 0): KnownKills[string][number] => ({ row, value, request: 1 })

function ordered(
  cases: readonly PlannedCase[],
  kills: KnownKills,
  costs: Readonly<Record<string, number>> = {},
): string[] {
  return orderByKills({ cases, kills, costOf: ({ id }) => costs[id] ?? 4 }).map(text)
}

test('the row that kills most faults a request comes first', () => {
  const cases = ['a.none', 'a.one', 'a.three', 'a.dear'].map((id) => planned(id))
  const kills = { f1: [at('a.three')], f2: [at('a.three')], f3: [at('a.three'), at('a.one')], f4: [at('a.dear')] }
  expect(ordered(cases, kills, { 'a.dear': 40 })).toEqual(['a.three', 'a.one', 'a.none', 'a.dear'])
})

test('a fault that an earlier row kills is worth little', () => {
  const cases = ['a.again', 'a.first', 'a.other'].map((id) => planned(id))
  const kills = {
    f1: [at('a.first'), at('a.again')],
    f2: [at('a.first'), at('a.again')],
    f3: [at('a.first')],
    f4: [at('a.other')],
  }
  expect(ordered(cases, kills)).toEqual(['a.first', 'a.other', 'a.again'])
})

test('a value that kills comes before the values below it', () => {
  const cases = [planned('p.any', { property: true }), planned('a.one')]
  const kills = { f1: [at('p.any', 0)], f2: [at('p.any', 0)], f3: [at('p.any', 0)], f4: [at('p.any', 4)] }
  expect(ordered(cases, kills).slice(0, 3)).toEqual(['p.any 0-1', 'p.any 4-5', 'a.one'])
})

test('without a record, the first row of each case and of each requirement comes first', () => {
  const cases = [
    planned('a.one[X]', { requirements: ['r'] }),
    planned('a.one[Y]', { requirements: ['r'] }),
    planned('b.one[X]', { requirements: ['r'] }),
    planned('c.one[X]', { requirements: ['s'] }),
  ]
  expect(ordered(cases, {})).toEqual(['a.one[X]', 'c.one[X]', 'b.one[X]', 'a.one[Y]'])
})

const rowOf = (id: string, type: string): PlannedCase => ({ ...planned(`a.one[${id}]`), values: { type } })

test('a row with a value that is new to its case comes before one whose values its case had', () => {
  expect(ordered([rowOf('1', 'X'), rowOf('2', 'X'), rowOf('3', 'Y')], {})).toEqual(['a.one[1]', 'a.one[3]', 'a.one[2]'])
})

const sharing = ({ id }: PlannedCase) => (id.startsWith('s.') ? { state: 'empty', each: 1 } : undefined)

test('a case joins a late batch of its state, since the set-up is paid for', () => {
  const cases = ['s.first', 'a.other', 's.joins'].map((id) => planned(id))
  const kills = { f1: [at('s.first')], f2: [at('s.first')], f3: [at('a.other')], f4: [at('s.joins')] }
  expect(orderByKills({ cases, kills, costOf: () => 4, sharing }).map(text)).toEqual(['s.first', 's.joins', 'a.other'])
  expect(ordered(cases, kills)).toEqual(['s.first', 'a.other', 's.joins'])
})

test('the values of one property join a batch too', () => {
  const cases = [planned('s.any', { property: true }), planned('a.one')]
  const kills = { f1: [at('s.any', 1)], f2: [at('s.any', 1)], f3: [at('s.any', 20)], f4: [at('a.one')] }
  const order = orderByKills({ cases, kills, costOf: () => 4, sharing }).map(text)
  expect(order.slice(0, 3)).toEqual(['s.any 1-2', 's.any 20-21', 'a.one'])
})

test('equal inputs give the same order, and each known fault is found by it', () => {
  const cases = [planned('p.any', { property: true }), ...['a.one', 'a.two', 'b.one'].map((id) => planned(id))]
  const kills = { f1: [at('b.one'), at('p.any', 3)] }
  const order = orderByKills({ cases, kills, costOf: () => 1 })
  expect(orderByKills({ cases, kills, costOf: () => 1 })).toEqual(order)
  const finds = ({ id, from, to = Infinity }: Portion): boolean =>
    kills.f1.some(({ row, value }) => row === id && value >= from && value < to)
  expect(order.some(finds)).toBe(true)
  expect(new Set(order.map(({ id }) => id)).size).toBe(cases.length)
})
