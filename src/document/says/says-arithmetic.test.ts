import { expect, test } from 'vitest'
import { arithmeticSaid } from './says-arithmetic.ts'

const total = (each: string, list?: string, beside?: { words: string; sign: 1 | -1 }): object => ({
  kind: 'total',
  each,
  list,
  beside,
})

test.each([
  ['unitPrice times quantity.', { kind: 'product', of: ['unitPrice', 'quantity'] }],
  ['`price` × `count`', { kind: 'product', of: ['price', 'count'] }],
  ['The product of the price and the quantity.', { kind: 'product', of: ['price', 'quantity'] }],
  ['The sum of `net` and `tax`. Set by the server.', { kind: 'sum', of: ['net', 'tax'] }],
  ['subtotal plus tax', { kind: 'sum', of: ['subtotal', 'tax'] }],
  ['`total` minus `paid`.', { kind: 'difference', of: ['total', 'paid'] }],
  ['Sum of the line totals of the items.', total('line totals', 'items')],
  ['Sum of the line totals, less the discount.', total('line totals', undefined, { words: 'discount', sign: -1 })],
  ['Total of all `amount`s of the `lines`', total('amount', 'lines')],
  [
    'Minutes from `startsAt` to `endsAt`, rounded down. Worked out by the server.',
    { kind: 'duration', unit: 60_000, from: 'startsAt', to: 'endsAt' },
  ],
  [
    'The number of nights between arrival and departure',
    { kind: 'duration', unit: 86_400_000, from: 'arrival', to: 'departure' },
  ],
])('%s', (description, said) => {
  expect(arithmeticSaid(description)).toEqual(said)
})

test.each([
  'Days from `startsAt` to `endsAt`.',
  'The sum of the payments so far, about.',
  'unitPrice times quantity at the time of the order.',
  'Sum of the line totals before the discount.',
  'Read-only.',
  'Quantity times unit price. Every tenth piece is free.',
  'Subtotal less the discount. Never below zero.',
  'Net plus tax; CHF amounts are rounded to 0.05',
  'Sum of the line totals. Optional lines are not counted.',
  'The total.',
  undefined,
])('%s says nothing of other values', (description) => {
  expect(arithmeticSaid(description)).toBeUndefined()
})
