import { expect, test } from 'vitest'
import type { ApiDocument, ApiParameter } from '../../document/api-document.ts'
import { ordersOf, placeOfOrder } from './asked-orders.ts'

const document = { schemas: {} } as unknown as ApiDocument

/** The orders of a parameter, each with its property, its direction and whether the document states it. */
const told = (parts: Partial<ApiParameter>): readonly string[] => {
  const parameter = { name: 'sort', in: 'query', required: false, schema: { type: 'string' }, ...parts } as ApiParameter
  return ordersOf(parameter, document).map(
    ({ value, property, isFalling, isEither, isStated }) =>
      `${value} ${isEither === true ? 'either' : isFalling ? 'falling' : 'rising'} ${property}${isStated ? '' : '?'}`,
  )
}

const SORTS = 'Sorts by a field.'

test('orders are listed, matched by a pattern, or shown with their direction in texts', () => {
  expect([
    told({ schema: { enum: ['name', '-name'] }, description: SORTS }),
    told({ schema: { type: 'array', items: { enum: ['-name'] } }, description: SORTS }),
    told({
      schema: { type: 'string', pattern: '^(name|age):-?1$' },
      description: 'Use `field:order`, where order is `1` for ascending and `-1` for descending. Default `name:1`.',
    }),
    told({ description: 'Order of the list, e.g. `created_at:desc`.' }),
    told({ example: '-created_at,name', description: SORTS }),
    told({ description: 'Sort by `name` or `age`.' }),
    told({ name: 'expand', example: '-name' }),
  ]).toEqual([
    ['name rising name', '-name falling name'],
    ['-name falling name'],
    ['name:1 rising name', 'name:-1 falling name', 'age:1 rising age', 'age:-1 falling age'],
    ['created_at:desc falling created_at', 'created_at:asc rising created_at?'],
    ['-created_at falling created_at', 'created_at rising created_at?'],
    ['name either name', 'age either age'],
    [],
  ])
})

test('numbers whose direction nothing tells are presumed, and numbers that mean the reverse are left out', () => {
  const schema = { enum: ['name:-1'] }
  expect(told({ schema, description: 'Sort order.' })).toEqual(['name:-1 falling name?'])
  expect(told({ schema, description: 'Sort order: -1 is ascending.' })).toEqual([])
})

test('what a description says of the default says nothing of the orders', () => {
  const schema = { enum: ['-name'] }
  expect(told({ schema, description: 'The order. The default is the order of creation.' })).toEqual([
    '-name falling name',
  ])
  expect(told({ schema, description: 'The order, with the oldest first.' })).toEqual(['-name falling name?'])
})

test('the property of an order stands at the top, or in one object', () => {
  expect(placeOfOrder('created', { created_at: 1, name: 2 })).toBe('/created_at')
  expect(placeOfOrder('name', { id: 1, attributes: { name: 2 } })).toBe('/attributes/name')
  expect(placeOfOrder('name', { one: { name: 1 }, other: { name: 2 } })).toBe('/name')
})
