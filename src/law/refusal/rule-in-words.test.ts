import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { operationWithId } from '../body/paths.ts'
import type { Answer } from '../session/exchange.ts'
import type { World } from '../world/world.ts'
import { mayBreakRule } from './rule-in-words.ts'

/** The document of clusters, whose bodies have a description. */
const documentWith = (description: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'clusters.yaml': `openapi: 3.1.0
info: { title: clusters, version: '1' }
paths:
  /clusters:
    post:
      operationId: create
      description: Creates a cluster with an owner. An alias needs \`region\`, and a \`zone\` (400 if one is missing).
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Cluster' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Cluster' } } } } }
  /clusters/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: read, responses: { '200': *one } }
components:
  schemas:
    Cluster:
      type: object
      description: ${description}
      properties:
        id: { type: integer, readOnly: true }
        alias: { type: string }
        region: { type: string }
        spec: { type: object, properties: { type: { type: string }, units: { type: integer, description: Only for large clusters. } } }
        place: { type: object, properties: { zone: { type: string } } }
        configs: { type: array, description: The values follow the rules of configs., items: { type: object, properties: { value: { type: string } } } }
`,
  }).document

function isExplained(message: string, description = 'A cluster'): boolean {
  const document = documentWith(description)
  const [resource] = Object.values(inferModel(document).resources)
  const world = { resource, document, operation: (id: string) => operationWithId(document, id) }
  const answer = { json: { message }, text: '' } as Answer
  return mayBreakRule({ answer, body: { spec: {}, owner: 'a' } }, world as unknown as World)
}

test.each([
  ['spec.units is only for large ones', true],
  ['spec.type is wrong', false],
  ['spec is wrong', true],
  ['The value is wrong', true],
  ['The value and the owner are wrong', false],
  ['The region is missing', true],
  ['The region and the owner are wrong', false],
  ['place.zone is missing', true],
  ['place is wrong', false],
  ['The type is wrong', false],
  ['The configs do not suit the type', true],
  ['The owner is wrong', false],
  ['wrong', false],
])('a refusal with the message %j may break a rule in words: %s', (message, expected) => {
  expect(isExplained(message)).toBe(expected)
})

test('a rule of the whole body is about each property, and about no refusal that names none', () => {
  expect(isExplained('The owner is wrong', 'An alias only if it is large')).toBe(true)
  expect(isExplained('wrong', 'An alias only if it is large')).toBe(false)
})
