import { expect, test } from 'vitest'
import { readSchemas } from '../written.test-support.ts'

test('schemas that are joined do not refuse the properties of each other', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `Base: { type: object, additionalProperties: false, properties: { id: { type: string } } }
Middle: { allOf: [{ $ref: '#/components/schemas/Base' }], additionalProperties: false }
Own: { allOf: [{ $ref: '#/components/schemas/Middle' }], additionalProperties: false, properties: { a: {} } }
Inline: { allOf: [{ $ref: '#/components/schemas/Base' }, { additionalProperties: false, properties: { b: {} } }] }
`,
  ).document
  expect(schemas['answer:Base']).toEqual({
    type: 'object',
    additionalProperties: false,
    properties: { id: { type: 'string' } },
  })
  expect(schemas['answer:Base.open']).toEqual({ type: 'object', properties: { id: { type: 'string' } } })
  expect(schemas['answer:Middle.open']).toEqual({ allOf: [{ $ref: 'answer:Base.open' }] })
  expect(schemas['answer:Own']).toEqual({ allOf: [{ $ref: 'answer:Middle.open' }], properties: { a: {} } })
  expect(schemas['answer:Inline']).toEqual({ allOf: [{ $ref: 'answer:Base.open' }, { properties: { b: {} } }] })
})

test('a schema that is only wrapped keeps its refusal', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `Base: { type: object, additionalProperties: false }
Wrap: { description: a base, allOf: [{ $ref: '#/components/schemas/Base' }] }
`,
  ).document
  expect(schemas['answer:Wrap']).toEqual({ allOf: [{ $ref: 'answer:Base' }] })
})
