import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { readSchemas, readWritten } from './written.test-support.ts'

test.each([
  ['a reference to itself', "A: { $ref: '#/components/schemas/A' }"],
  ['references in a circle', "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/A' }"],
  [
    'allOf in a circle',
    "A: { allOf: [{ $ref: '#/components/schemas/B' }] }\nB: { allOf: [{ $ref: '#/components/schemas/A' }] }",
  ],
  ['not of itself', "A: { not: { $ref: '#/components/schemas/A' } }"],
  ['an alternative of itself', "A: { oneOf: [{ type: string }, { $ref: '#/components/schemas/A' }] }"],
  ['a pointer through itself', "A: { $ref: '#/components/schemas/A/properties/a' }"],
])('%s ends, and a validator of it ends', (_, schemas) => {
  const { document } = readSchemas('3.1.0', schemas)
  const ajv = new Ajv2020({ strict: false })
  for (const [uri, schema] of Object.entries(document.schemas)) ajv.addSchema(schema, uri)
  for (const uri of Object.keys(document.schemas)) expect([true, false]).toContain(ajv.getSchema(uri)?.('a'))
})

test('names such as __proto__ and constructor are plain names', () => {
  const text = `{ "openapi": "3.0.0", "paths": {
    "/__proto__/{constructor}": { "get": { "operationId": "__proto__", "responses": { "200": { "content": {
      "__proto__": { "schema": { "$ref": "#/components/schemas/__proto__" } } }, "headers": { "__proto__": {} } } },
      "security": [{ "__proto__": [] }] } } },
    "components": { "schemas": { "__proto__": { "properties": { "__proto__": { "type": "string" } }, "__proto__": 1 } },
      "securitySchemes": { "__proto__": { "type": "http", "scheme": "basic" } } } }`
  for (const file of ['api.json', 'api.yaml']) {
    const { document } = readWritten({ [file]: file === 'api.yaml' ? ` # YAML\n${text}` : text })
    const [operation] = document.operations
    expect(operation?.parameters.map(({ name }) => name)).toEqual(['constructor'])
    expect(Object.keys(operation?.responses['200']?.content ?? {})).toEqual(['__proto__'])
    expect(Object.keys(operation?.responses['200']?.headers ?? {})).toEqual(['__proto__'])
    expect(Object.keys(operation?.security[0] ?? {})).toEqual(['__proto__'])
    expect(Object.keys(document.securitySchemes)).toEqual(['__proto__'])
    expect(JSON.stringify(document.schemas['request:__proto__'])).toBe(
      '{"type":"object","properties":{"__proto__":{"type":"string"}}}',
    )
    expect(Object.prototype).toEqual({})
  }
})

test('copies of schemas that demand what others hide do not grow without end', () => {
  const names = Array.from({ length: 60 }, (_, index) => index)
  const schemas = names
    .map((name) => {
      const next = `{ $ref: '#/components/schemas/S${name + 1}' }`
      return `S${name}: { required: [id], allOf: [${next}, ${next}, { properties: { id: { type: string, readOnly: true } } }] }`
    })
    .join('\n')
  const { document } = readSchemas('3.1.0', `${schemas}\nS60: { required: [id] }`)
  expect(Object.keys(document.schemas)).toContain('request:S60')
}, 30_000)

test('a large document is read within seconds', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', description: 'x'.repeat(1000) } } }
  const schemas = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`S${index}`, schema]))
  const { document } = readWritten({
    'api.json': JSON.stringify({ openapi: '3.0.0', paths: {}, components: { schemas } }, null, 1),
  })
  expect(Object.keys(document.schemas)).toHaveLength(20_000)
}, 60_000)

test('schemas that are nested too deeply are left open, with a remark', () => {
  const deep = `${'{ items: '.repeat(150)}{ type: text }${' }'.repeat(150)}`
  const { remarks } = readSchemas('3.1.0', `A: ${deep}`)
  expect(remarks).toEqual([
    expect.stringContaining('the schemas are too large or too deep here; this one is left open'),
  ])
})

test('files outside of the reach of relative paths are not read', () => {
  const { remarks } = readSchemas(
    '3.1.0',
    `A: { $ref: /etc/passwd }
B: { $ref: 'file:///etc/passwd' }
C: { $ref: 'http://localhost/a' }
D: { $ref: ../../../../../../../../dev/zero }
`,
  )
  expect(remarks.map((remark) => remark.replace(/leads to no document.*/, '…'))).toMatchInlineSnapshot(`
    [
      "api.yaml:6:8  the reference "/etc/passwd" is not followed: only files by relative path are read; put a copy beside this file",
      "api.yaml:7:8  the reference "file:///etc/passwd" is not followed: only files by relative path are read; put a copy beside this file",
      "api.yaml:8:8  the reference "http://localhost/a" is not followed: only files by relative path are read; put a copy beside this file",
      "api.yaml:9:8  the reference "../../../../../../../../dev/zero" …",
    ]
  `)
})

test.each([
  ['api.yaml', '[', ']'],
  ['api.json', '{"a":', '}'],
])('a file that is nested too deeply is refused: %s', (name, open, close) => {
  const text = `${open.repeat(5000)}${name === 'api.json' ? '1' : ''}${close.repeat(5000)}`
  expect(() => readWritten({ [name]: text })).toThrow(`${name}:1:1  this is nested deeper than 500 levels`)
})
