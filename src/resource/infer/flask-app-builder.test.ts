import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from './infer-model.ts'

const answer = (schema: string): string => `{ description: one, content: { application/json: { schema: ${schema} } } }`

/** The templates of Superset, whose POST shares no property with its answer. */
function modelOf(one: string): ReturnType<typeof inferModel> {
  return inferModel(
    readWritten({
      'templates.yaml': `openapi: 3.1.0
info: { title: templates, version: '1' }
paths:
  /templates:
    get: { responses: { '200': ${answer("{ type: object, properties: { count: { type: integer }, ids: { type: array, items: { type: integer } }, result: { type: array, items: { $ref: '#/components/schemas/Template' } } } }")} } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { text: { type: string } } } } } }, responses: { '200': ${answer(one)} } }
  /templates/{id_or_uuid}:
    parameters: [ { name: id_or_uuid, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': ${answer(one)} } }
  /templates/{pk}:
    parameters: [ { name: pk, in: path, required: true, schema: { type: integer } } ]
    delete: { responses: { '200': { description: gone } } }
components:
  schemas:
    Template: { type: object, properties: { id: { type: integer }, uuid: { type: string }, css: { type: string }, name: { type: string } } }
`,
    }).document,
  )
}

const BESIDE =
  "{ type: object, properties: { id: { type: string }, result: { $ref: '#/components/schemas/Template' }, show_columns: { type: array, items: { type: string } } } }"

test('a member stands at "result", its key is the id, and two names of the key are one path', () => {
  const { template } = modelOf(BESIDE).resources
  expect(template?.wrap?.value).toEqual({ answer: '/result' })
  expect(template?.key.address?.value).toEqual({ id_or_uuid: '/id' })
  expect([template?.list?.items?.value, template?.delete?.operation]).toEqual(['/result', 'DELETE /templates/{pk}'])
})

test('a POST on the path of a list creates where its answer has the schema of a member', () => {
  const { resources } = modelOf("{ $ref: '#/components/schemas/Template' }")
  expect([resources['template']?.create?.operation, Object.keys(resources)]).toEqual(['POST /templates', ['template']])
})

test('an object beside an id and other values is another member, and wraps nothing', () => {
  const inline =
    "{ type: object, properties: { id: { type: integer }, kind: { type: string }, data: { $ref: '#/components/schemas/Template' } } }"
  const { template } = modelOf(inline).resources
  expect([template?.wrap, template?.key.address?.value]).toEqual([undefined, { id_or_uuid: '/id' }])
})
