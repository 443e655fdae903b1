import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { JudgedAnswer } from '../session/exchange.ts'
import { nullIsAsStated } from './null-is-as-stated.ts'

const { operations, schemas } = readWritten({
  'issues.yaml': `openapi: 3.1.0
info: { title: issues, version: '1' }
paths:
  /issues:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { items: { type: array, items: { $ref: '#/components/schemas/Issue' } } } } } } } } }
  /notes:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { text: { type: string } } } } } } } }
components:
  schemas:
    Issue:
      type: object
      properties:
        status: { enum: [ unresolved, resolved, ignored ] }
        resolvedAt: { type: [ string, 'null' ], description: 'When it was resolved. null if it is not \`resolved\`.' }
        reason: { type: [ string, 'null' ], description: 'Why it is ignored, null while the issue is unresolved.' }
`,
}).document

function judged(...items: readonly object[]): readonly string[] | undefined {
  const answer = { status: 200, header: () => 'application/json', json: { items }, asked: 'GET /issues' }
  const exchange = { operation: operations[0], answer, schemas } as unknown as JudgedAnswer
  return nullIsAsStated.judge(exchange)?.map(({ message, at }) => `${at}: ${message}`)
}

test.each([
  [[{ status: 'resolved', resolvedAt: '2031-01-01', reason: 'done' }]],
  [[{ status: 'ignored', resolvedAt: null, reason: 'noise' }]],
  [[{ status: 'unresolved', resolvedAt: null }]],
  [[{ resolvedAt: '2031-01-01' }]],
])('nothing is wrong with %j', (items) => {
  expect(judged(...items)).toEqual([])
})

test('a value in a state that has none is told at its place', () => {
  expect(judged({ status: 'resolved' }, { status: 'ignored', resolvedAt: '2031-01-01' })).toEqual([
    'body#/items/1/resolvedAt: expected null at /resolvedAt beside "ignored" at /status, got "2031-01-01" (GET /issues)',
  ])
  expect(judged({ status: 'unresolved', resolvedAt: null, reason: 'noise' })).toEqual([
    'body#/items/0/reason: expected null at /reason beside "unresolved" at /status, got "noise" (GET /issues)',
  ])
})

test('an answer of which no description says when a value is null is not judged', () => {
  const answer = { status: 200, header: () => 'application/json', json: {}, asked: 'GET /notes' }
  expect(nullIsAsStated.judge({ operation: operations[1], answer, schemas } as unknown as JudgedAnswer)).toBeUndefined()
})

test('a schema that contains itself many times is looked at up to a bound', () => {
  const own = Array.from({ length: 20 }, (_, index) => `n${index}: { $ref: '#/components/schemas/Node' }`).join(', ')
  const { document } = readWritten({
    'nodes.yaml': `openapi: 3.1.0
info: { title: nodes, version: '1' }
paths:
  /nodes:
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Node' } } } } } }
components: { schemas: { Node: { type: object, properties: { state: { enum: [ on, off ] }, since: { type: [ string, 'null' ], description: null unless the node is on }, ${own} } } } }
`,
  })
  const answer = {
    status: 200,
    header: () => 'application/json',
    json: { n3: { n4: { state: 'off', since: '2031' } } },
    asked: 'GET /nodes',
  }
  const [operation] = document.operations
  const judge = (): unknown =>
    nullIsAsStated.judge({ operation, answer, schemas: document.schemas } as unknown as JudgedAnswer)
  expect(judge()).toMatchObject([{ at: 'body#/n3/n4/since' }])
})
