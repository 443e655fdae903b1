import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { operationWithId } from '../body/paths.ts'
import type { Answer } from '../session/exchange.ts'
import type { World } from '../world/world.ts'
import { mayBreakRule } from './rule-in-words.ts'

const { document } = readWritten({
  'clusters.yaml': `openapi: 3.1.0
info: { title: clusters, version: '1' }
paths:
  /clusters:
    post:
      operationId: create
      description: Creates a cluster. An alias needs \`region\` (400 if it is missing).
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Cluster' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Cluster' } } } } }
  /clusters/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: read, responses: { '200': *one } }
components:
  schemas:
    Cluster:
      type: object
      properties:
        id: { type: integer, readOnly: true }
        alias: { type: string }
        region: { type: string }
        spec: { type: object, properties: { type: { type: string }, units: { type: integer, description: Only for large clusters. } } }
        configs: { type: array, description: The values follow the rules of configs., items: { type: object, properties: { value: { type: string } } } }
`,
})
const model = inferModel(document)
const [resource] = Object.values(model.resources)

test.each([
  ['spec.units is only for large ones', true],
  ['spec.type is wrong', false],
  ['spec is wrong', true],
  ['The value is wrong', true],
  ['The value and the owner are wrong', false],
  ['The region is missing', true],
  ['The owner is wrong', false],
  ['wrong', false],
])('a refusal with the message %j may break a rule in words: %s', (message, expected) => {
  const answer = { json: { message }, text: '' } as Answer
  const body = { spec: {}, owner: 'a' }
  const world = { resource, document, operation: (id: string) => operationWithId(document, id) }
  expect(mayBreakRule({ answer, body }, world as unknown as World)).toBe(expected)
})
