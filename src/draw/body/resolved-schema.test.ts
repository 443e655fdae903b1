import { expect, test } from 'vitest'
import { resolvedSchema } from './resolved-schema.ts'

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

test('each reference is replaced by a copy of the target', () => {
  const schema = resolvedSchema(
    { A: { properties: { x: reference('B'), y: reference('B') } }, B: { type: 'string' } },
    'A',
  )
  expect(schema).toEqual({ properties: { x: { type: 'string' }, y: { type: 'string' } } })
  const { x, y } = schema['properties'] as { x: object; y: object }
  expect(x).not.toBe(y)
})

test('a target replaces annotations, and joins assertions in allOf', () => {
  const schemas = {
    A: {
      properties: {
        noted: { description: 'x', ...reference('B') },
        narrowed: { minLength: 2, allOf: [{ maxLength: 5 }], ...reference('B') },
      },
    },
    B: { type: 'string' },
  }
  expect(resolvedSchema(schemas, 'A')).toEqual({
    properties: {
      noted: { type: 'string' },
      narrowed: { minLength: 2, allOf: [{ maxLength: 5 }, { type: 'string' }] },
    },
  })
})

test('recursive references stay, also indirect references', () => {
  const schemas = {
    A: { properties: { b: reference('B') } },
    B: { properties: { a: reference('A'), b: reference('B') } },
  }
  expect(resolvedSchema(schemas, 'A')).toEqual({
    properties: { b: { properties: { a: { $ref: '#/$defs/A' }, b: { $ref: '#/$defs/B' } } } },
    $defs: {
      A: { properties: { b: { properties: { a: { $ref: '#/$defs/A' }, b: { $ref: '#/$defs/B' } } } } },
      B: { properties: { a: { properties: { b: { $ref: '#/$defs/B' } } }, b: { $ref: '#/$defs/B' } } },
    },
  })
})

test('data stays unchanged, and a property may have the name of a keyword', () => {
  const schemas = {
    A: {
      enum: [reference('B')],
      default: reference('B'),
      properties: { default: reference('B'), items: reference('B') },
    },
    B: { type: 'null' },
  }
  expect(resolvedSchema(schemas, 'A')).toEqual({
    enum: [reference('B')],
    default: reference('B'),
    properties: { default: { type: 'null' }, items: { type: 'null' } },
  })
})
