import { describe, expect, test } from 'vitest'
import { boundaryValues } from './boundary-values.ts'
import { UnsatisfiableSchema } from './errors.ts'
import { ajvErrors } from './judge.test-support.ts'
import { OWN_SCHEMAS } from './own-schemas.test-support.ts'

test('edges have a name and a validity', () => {
  const schema = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 3 },
      port: { type: 'integer', minimum: 0, exclusiveMaximum: 9 },
      on: { enum: [true, 'auto'] },
    },
    additionalProperties: false,
  }
  const lines = [...boundaryValues(schema)].map(
    ({ name, value, valid }) => `${valid ? 'valid' : 'invalid'}, ${name}: ${JSON.stringify(value)}`,
  )
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "valid, the least value: {"name":"a"}
    valid, a value at the root: {"name":"a"}
    valid, only required properties at the root: {"name":"a"}
    valid, all properties at the root: {"name":"a","port":0,"on":true}
    valid, with "port" at the root: {"name":"a","port":0}
    valid, without "port" at the root: {"name":"a"}
    valid, with "on" at the root: {"name":"a","on":true}
    valid, without "on" at the root: {"name":"a"}
    valid, a value at /name: {"name":"a"}
    valid, minLength 1 at /name: {"name":"a"}
    invalid, minLength 1 minus one at /name: {"name":""}
    valid, maxLength 3 at /name: {"name":"aaa"}
    invalid, maxLength 3 plus one at /name: {"name":"aaaa"}
    valid, a value at /port: {"name":"a","port":0}
    valid, minimum 0 at /port: {"name":"a","port":0}
    invalid, minimum 0 minus one at /port: {"name":"a","port":-1}
    valid, exclusiveMaximum 9 at /port: {"name":"a","port":8}
    invalid, exclusiveMaximum 9 itself at /port: {"name":"a","port":9}
    valid, a value at /on: {"name":"a","on":true}
    valid, the value true at /on: {"name":"a","on":true}
    valid, the value "auto" at /on: {"name":"a","on":"auto"}"
  `)
})

describe('each edge has the stated validity', () => {
  test.each(Object.entries(OWN_SCHEMAS))('%s', (_, schema) => {
    const errors = ajvErrors(schema)
    const edges = [...boundaryValues(schema)]
    expect(edges.length).toBeGreaterThan(0)
    for (const { name, value, valid } of edges)
      expect(errors(value).length === 0, `${name}: ${JSON.stringify(value)}`).toBe(valid)
  })
})

test('edges are deterministic', () => {
  for (const schema of Object.values(OWN_SCHEMAS))
    expect([...boundaryValues(schema)]).toEqual([...boundaryValues(schema)])
})

test('an unsatisfiable schema throws', () => {
  expect(() => boundaryValues({ type: 'string', minLength: 2, maxLength: 1 })).toThrow(UnsatisfiableSchema)
})
