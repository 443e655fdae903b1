import { expect, test } from 'vitest'
import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { documentOf, ref, TEXT } from '../document.test-support.ts'
import { schemaShape, type SchemaShape } from './schema-shape.ts'

const shapeOf = (schemas: Readonly<Record<string, DocumentSchema>>, name: string): SchemaShape => {
  const document: ApiDocument = documentOf({}, schemas)
  return schemaShape(document, { $ref: `answer:${name}` })
}
const names = ({ properties }: SchemaShape): readonly string[] =>
  [...properties].map(([name, { required }]) => `${name}${required ? '' : '?'}`)

test('properties are those of all parts, and required where one part demands them', () => {
  const schemas = {
    Base: { type: 'object', properties: { id: TEXT, name: TEXT } },
    User: { allOf: [ref('Base'), { properties: { mail: TEXT } }], required: ['name', 'mail'] },
  }
  expect(names(shapeOf(schemas, 'User')).toSorted()).toEqual(['id?', 'mail', 'name'])
})

test('of alternatives, properties are required that all of them require', () => {
  const one = { type: 'object', required: ['kind', 'name'], properties: { kind: TEXT, name: TEXT } }
  const other = { type: 'object', required: ['kind'], properties: { kind: TEXT, size: TEXT } }
  expect(names(shapeOf({ A: { oneOf: [one, other, { type: 'null' }] } }, 'A')).toSorted()).toEqual([
    'kind',
    'name?',
    'size?',
  ])
})

test('a schema with annotations around it is still that schema', () => {
  const shape = schemaShape(documentOf({}, { User: { type: 'object', properties: { id: TEXT } } }), {
    allOf: [{ $ref: 'answer:User' }],
    readOnly: true,
  })
  expect([shape.reference, shape.keywords['readOnly']]).toEqual(['answer:User', true])
})

// A look at each way through the schemas would never end.
test('schemas that lead to each other without end are looked at once', () => {
  const all = Array.from({ length: 40 }, (_, index) => `S${index}`)
  const schemas = Object.fromEntries(
    all.map((name) => [name, { oneOf: all.map(ref), properties: { [name.toLowerCase()]: TEXT } }]),
  )
  expect(names(shapeOf(schemas, 'S0'))).toContain('s0?')
})
