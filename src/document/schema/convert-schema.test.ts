import { expect, test } from 'vitest'
import type { DocumentSchema } from '../api-document.ts'
import { readSchemas } from '../written.test-support.ts'

/** The schema A of a document in the view of an answer, which is closer to what is written. */
function answer(version: string, written: string): DocumentSchema | undefined {
  return readSchemas(version, `A: ${written}\nB: { type: string }\n`).document.schemas['answer:A']
}

test.each([
  ['{ type: string, nullable: true }', { type: ['string', 'null'] }],
  [
    '{ type: string, nullable: true, enum: [a] }',
    { type: ['string', 'null'], enum: ['a', null], 'x-unlisted-null': true },
  ],
  ['{ type: string, nullable: true, enum: [a, null] }', { type: ['string', 'null'], enum: ['a', null] }],
  ['{ type: string, nullable: false }', { type: 'string' }],
  [
    "{ nullable: true, allOf: [{ $ref: '#/components/schemas/B' }] }",
    { anyOf: [{ allOf: [{ $ref: 'answer:B' }] }, { type: 'null' }] },
  ],
  ["{ $ref: '#/components/schemas/B', nullable: true }", { anyOf: [{ $ref: 'answer:B' }, { type: 'null' }] }],
  ["{ $ref: '#/components/schemas/B', maxLength: 3 }", { $ref: 'answer:B' }],
  ['{ type: number, minimum: 1, exclusiveMinimum: true }', { type: 'number', exclusiveMinimum: 1 }],
  ['{ type: number, maximum: 1, exclusiveMaximum: false }', { type: 'number', maximum: 1 }],
  ['{ type: file }', { type: 'string' }],
  ['{ type: integer, example: 3 }', { type: 'integer', examples: [3] }],
  ['{ type: string, enum: [1.0, a, 010, true, 1.0] }', { type: 'string', enum: ['1.0', 'a', '010', 'true'] }],
  ['{ type: string, example: 1.10, default: 2.0 }', { type: 'string', examples: ['1.10'], default: '2.0' }],
  ["{ type: integer, enum: ['1', 2] }", { type: 'integer', enum: [1, 2] }],
  [
    '{ type: array, items: [{ type: string }], additionalItems: false }',
    { type: 'array', prefixItems: [{ type: 'string' }], items: false },
  ],
  ["{ type: string, pattern: '^[\\w-.]\\_$' }", { type: 'string', pattern: '^[\\w\\-.]_$' }],
  ['{ title: t, description: d, xml: {}, externalDocs: {}, deprecated: true, x-any: 1 }', {}],
])('of OpenAPI 3.0, %s is %j', (written, expected) => {
  expect(answer('3.0.3', written)).toEqual(expected)
})

test.each([
  ["{ $ref: '#/components/schemas/B', maxLength: 3 }", { $ref: 'answer:B', maxLength: 3 }],
  ['{ type: [string, "null"] }', { type: ['string', 'null'] }],
  ['{ exclusiveMinimum: 1 }', { exclusiveMinimum: 1 }],
  ['{ const: 1, examples: [1] }', { const: 1, examples: [1] }],
  [
    "{ $defs: { Deep: { type: integer } }, items: { $ref: '#/components/schemas/A/$defs/Deep' } }",
    { items: { $ref: 'answer:Deep' } },
  ],
  [
    "{ items: { $ref: '#here' }, contains: { $anchor: here, type: integer } }",
    { items: { $ref: 'answer:contains' }, contains: { type: 'integer' } },
  ],
  [
    '{ dependentRequired: { a: [b] }, patternProperties: { "^x": true } }',
    { dependentRequired: { a: ['b'] }, patternProperties: { '^x': true } },
  ],
  ['{ type: string, contentEncoding: base64 }', { type: 'string', contentEncoding: 'base64', format: 'byte' }],
  ['{ contentEncoding: base64, format: own }', { contentEncoding: 'base64', format: 'own' }],
  ['{ contentEncoding: base64url }', { contentEncoding: 'base64url' }],
  ['true', true],
  ['false', false],
])('of OpenAPI 3.1, %s is %j', (written, expected) => {
  expect(answer('3.1.0', written)).toEqual(expected)
})

test.each([
  ['A: { type: text }', 'api.yaml:6:16  the type "text" is unknown'],
  [
    'A: { maxLenght: 3 }',
    'api.yaml:6:21  the keyword "maxLenght" is unknown, and says nothing; did you mean "maxLength"?',
  ],
  [
    'A: { properties: { b: { required: true } } }',
    'api.yaml:6:39  required is a list of names beside properties, not true',
  ],
  ['A: { enum: [] }', 'api.yaml:6:16  enum is a list of at least one value, not []'],
  ['A: { oneOf: [] }', 'api.yaml:6:17  oneOf is a list of at least one schema, not []'],
  ['A: { minLength: -1 }', 'api.yaml:6:21  minLength is a whole number from 0 on, not -1'],
  ['A: { minimum: low }', 'api.yaml:6:19  minimum is a number, not "low"'],
  [
    "A: { pattern: '(?<=a' }",
    'api.yaml:6:19  the pattern "(?<=a" is no regular expression of ECMA-262, and is left out',
  ],
  [
    'A: { required: [a, b], properties: { a: {} }, additionalProperties: false }',
    'api.yaml:6:20  no value is valid: "b" is required, is not among the properties, and no others are allowed',
  ],
  ['A: { properties: [] }', 'api.yaml:6:22  properties is a map, not []'],
  ['A: { items: text }', 'api.yaml:6:17  a schema is a map, not "text"'],
  ["A: { $ref: '#/components/schemas/C' }", 'api.yaml:6:8  the reference "#/components/schemas/C" leads to nothing'],
  [
    "A: { $ref: 'https://example.com/a.yaml' }",
    'api.yaml:6:8  the reference "https://example.com/a.yaml" is not followed: only files by relative path are read; put a copy beside this file',
  ],
])('%s is read widely, with a remark', (schemas, remark) => {
  const read = readSchemas('3.0.3', schemas)
  expect(read.remarks).toEqual([remark])
  expect(Object.keys(read.document.schemas)).toEqual(['request:A', 'answer:A'])
})

test('a request keeps to the numbers of a format and to the type that is meant; an answer is held to what is written', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `A: { properties: { n: { type: integer, format: uint8, maximum: 9 } } }
B: { type: integer, format: int64, maximum: 9223372036854775807 }
`,
  ).document
  expect(schemas).toEqual({
    'request:A': { type: 'object', properties: { n: { type: 'integer', format: 'uint8', minimum: 0, maximum: 9 } } },
    'answer:A': { properties: { n: { type: 'integer', format: 'uint8', maximum: 9 } } },
    'request:B': { type: 'integer', format: 'int64', maximum: 2 ** 63 - 1024 },
    'answer:B': { type: 'integer', format: 'int64', maximum: 2 ** 63 },
  })
})

test('an answer is held to no form of a value that it masks', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    "A: { type: string, minLength: 9, pattern: '^[a-z-]+$', description: The token appears redacted in answers. }",
  ).document
  expect(schemas['request:A']).toMatchObject({ minLength: 9, pattern: '^[a-z-]+$' })
  expect(schemas['answer:A']).not.toHaveProperty('minLength')
  expect(schemas['answer:A']).not.toHaveProperty('pattern')
})

test('an answer is held to one alternative at least, and a request to exactly one', () => {
  const { schemas } = readSchemas('3.0.3', 'A: { oneOf: [{ type: string }, { type: integer }] }').document
  expect(schemas).toEqual({
    'request:A': { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    'answer:A': { anyOf: [{ type: 'string' }, { type: 'integer' }] },
  })
})
