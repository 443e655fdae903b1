import { expect, test } from 'vitest'
import { readSchemas } from '../written.test-support.ts'

test('a request lacks readOnly properties and an answer writeOnly ones, and neither demands them', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `User:
  type: object
  required: [id, name, password]
  properties:
    id: { type: string, readOnly: true }
    name: { type: string }
    password: { type: string, writeOnly: true }
`,
  ).document
  expect(schemas).toEqual({
    'request:User': {
      type: 'object',
      required: ['name', 'password'],
      properties: { name: { type: 'string' }, password: { type: 'string', writeOnly: true } },
    },
    'answer:User': {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
    },
  })
})

test('a property is readOnly where its reference or its only parent says so', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `A:
  required: [b, c, d]
  properties:
    b: { $ref: '#/components/schemas/Id' }
    c: { allOf: [{ $ref: '#/components/schemas/Id' }] }
    d: { $ref: '#/components/schemas/Plain', readOnly: true }
    e: { type: string }
Id: { type: string, readOnly: true }
Plain: { type: string }
`,
  ).document
  expect(schemas['request:A']).toEqual({ type: 'object', properties: { e: { type: 'string' } } })
})

test('a schema does not demand what a schema beside it hides', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `Base: { type: object, properties: { id: { type: string, readOnly: true } } }
Demands: { type: object, required: [id, name] }
Own: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [id], properties: { name: { type: string } } }] }
Other: { allOf: [{ $ref: '#/components/schemas/Base' }, { $ref: '#/components/schemas/Demands' }], required: [id] }
`,
  ).document
  expect(schemas['request:Own']).toEqual({
    allOf: [{ $ref: 'request:Base' }, { type: 'object', properties: { name: { type: 'string' } } }],
  })
  expect(schemas['request:Other']).toEqual({
    allOf: [{ $ref: 'request:Base' }, { type: 'object', required: ['name'] }],
  })
  expect(schemas['request:Demands']).toEqual({ type: 'object', required: ['id', 'name'] })
})
