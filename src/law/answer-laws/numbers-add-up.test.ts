import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { JudgedAnswer } from '../session/exchange.ts'
import { numbersAddUp } from './numbers-add-up.ts'

const { operations, schemas } = readWritten({
  'orders.yaml': `openapi: 3.1.0
info: { title: orders, version: '1' }
paths:
  /orders:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
components:
  schemas:
    Line:
      type: object
      properties:
        unitPrice: { type: number }
        quantity: { type: integer }
        lineTotal: { type: number, description: unitPrice times quantity. }
    Order:
      type: object
      properties:
        lines: { type: array, items: { $ref: '#/components/schemas/Line' } }
        discount: { type: number }
        total: { type: number, description: 'Sum of the line totals, less the discount.' }
        openedAt: { type: string, format: date-time }
        closedAt: { type: string, format: date-time }
        minutes: { type: integer, description: 'Minutes from \`openedAt\` to \`closedAt\`.' }
        margin: { type: number, description: '\`total\` minus \`costs\`.' }
`,
}).document

function judged(...orders: readonly object[]): readonly string[] | undefined {
  const answer = { status: 200, header: () => 'application/json', json: orders, asked: 'GET /orders' }
  const exchange = { operation: operations[0], answer, schemas } as unknown as JudgedAnswer
  return numbersAddUp.judge(exchange)?.map(({ message, at }) => `${at}: ${message}`)
}

const line = (unitPrice: number, quantity: number, lineTotal = unitPrice * quantity): object => ({
  unitPrice,
  quantity,
  lineTotal,
})

test.each([
  [{ lines: [line(2, 3), line(5, 1)], discount: 1, total: 10 }],
  // Prices are rounded to cents.
  [{ lines: [line(0.333, 3, 1)], discount: 0, total: 1 }],
  [{ lines: [line(0.1, 3), line(0.2, 1)], discount: 0, total: 0.5 }],
  [{ lines: [], discount: 0, total: 7 }],
  [{ lines: [line(2, 3)], total: 7 }],
  [{ total: 7, margin: 3, lines: null }],
  [{ openedAt: '2031-01-01T10:00:00Z', closedAt: '2031-01-01T12:01:30+01:00', minutes: 61 }],
])('nothing is wrong with %j', (order) => {
  expect(judged(order)).toEqual([])
})

test.each<[object, string]>([
  [
    { lines: [line(2, 3, 2)], discount: 0, total: 2 },
    'body#/0/lines/0/lineTotal: expected 6 at /lineTotal, which is unitPrice × quantity, got 2 (GET /orders)',
  ],
  [
    { lines: [line(2, 3), line(5, 1)], discount: 1, total: 11 },
    'body#/0/total: expected 10 at /total, which is the sum of lineTotal in lines - discount, got 11 (GET /orders)',
  ],
  [
    { openedAt: '2031-01-01T10:00:00Z', closedAt: '2031-01-01T11:00:00Z', minutes: 61 },
    'body#/0/minutes: expected 60 at /minutes, which is the time from openedAt to closedAt, got 61 (GET /orders)',
  ],
])('what does not add up in %j is told at its place', (order, message) => {
  expect(judged(order)).toEqual([message])
})
