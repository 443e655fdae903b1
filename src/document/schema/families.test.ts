import { expect, test } from 'vitest'
import { readSchemas } from '../written.test-support.ts'

const ANIMALS = `Cat: { type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer } } }
Dog: { type: object, required: [kind], properties: { kind: { type: string } } }
`

test('a mapping of a discriminator holds each alternative to its values', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `Pet:
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
  discriminator:
    propertyName: kind
    mapping: { cat: Cat, kitten: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' }
${ANIMALS}`,
  ).document
  expect(schemas['request:Pet']).toEqual({
    oneOf: [
      {
        allOf: [
          { $ref: 'request:Cat' },
          { type: 'object', required: ['kind'], properties: { kind: { enum: ['cat', 'kitten'] } } },
        ],
      },
      {
        allOf: [
          { $ref: 'request:Dog' },
          { type: 'object', required: ['kind'], properties: { kind: { const: 'dog' } } },
        ],
      },
    ],
  })
  expect(schemas['answer:Pet']).toEqual({
    anyOf: [
      { allOf: [{ $ref: 'answer:Cat' }, { properties: { kind: { enum: ['cat', 'kitten'] } } }] },
      { allOf: [{ $ref: 'answer:Dog' }, { properties: { kind: { const: 'dog' } } }] },
    ],
  })
})

test('without a mapping, the name of the schema is the value that a request sends, and an answer is not held to it', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `Pet: { discriminator: { propertyName: kind }, oneOf: [{ $ref: '#/components/schemas/Dog' }] }\n${ANIMALS}`,
  ).document
  expect(schemas['request:Pet']).toEqual({
    oneOf: [
      {
        allOf: [
          { $ref: 'request:Dog' },
          { type: 'object', required: ['kind'], properties: { kind: { const: 'Dog' } } },
        ],
      },
    ],
  })
  expect(schemas['answer:Pet']).toEqual({ anyOf: [{ $ref: 'answer:Dog' }] })
})

test('an alternative that lists its own value keeps to it, and a request always names the value', () => {
  const { schemas } = readSchemas(
    '3.1.0',
    `Pet: { discriminator: { propertyName: kind }, oneOf: [{ $ref: '#/components/schemas/Dog' }] }
Dog: { allOf: [{ $ref: '#/components/schemas/Base' }] }
Base: { properties: { kind: { const: DOG } } }
`,
  ).document
  expect(schemas['request:Pet']).toEqual({
    oneOf: [{ allOf: [{ $ref: 'request:Dog' }, { type: 'object', required: ['kind'] }] }],
  })
  expect(schemas['answer:Pet']).toEqual({ anyOf: [{ $ref: 'answer:Dog' }] })
})

const INHERITED = `Pet:
  type: object
  required: [kind]
  properties: { kind: { type: string } }
  discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat' } }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { lives: { type: integer } } }] }
Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }] }
Puppy: { allOf: [{ $ref: '#/components/schemas/Dog' }] }
`

const held = (kind: string): object => ({ type: 'object', required: ['kind'], properties: { kind: { const: kind } } })

const where = (kind: string, $ref: string): object => ({
  if: { type: 'object', required: ['kind'], properties: { kind: { enum: [kind] } } },
  then: { $ref },
})

test('a request of a schema from which others inherit is one of the others, with its value', () => {
  const { schemas } = readSchemas('3.0.3', INHERITED).document
  expect(schemas['request:Pet']).toEqual({
    anyOf: [{ $ref: 'request:Cat' }, { $ref: 'request:Dog' }, { $ref: 'request:Puppy' }],
  })
  expect(schemas['request:Cat']).toEqual({ allOf: [{ $ref: 'request:Cat.plain' }, held('cat')] })
  expect(schemas['request:Puppy']).toEqual({ allOf: [{ $ref: 'request:Puppy.plain' }, held('Puppy')] })
  expect(schemas['request:Puppy.plain']).toEqual({ allOf: [{ $ref: 'request:Dog.plain' }] })
  expect(schemas['request:Dog.plain']).toEqual({ allOf: [{ $ref: 'request:Pet.plain' }] })
  expect(schemas['request:Pet.plain']).toEqual({
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
  })
})

test('an answer conforms to the schema, and to the one that its discriminator names', () => {
  const { schemas } = readSchemas('3.0.3', INHERITED).document
  expect(schemas['answer:Pet']).toEqual({
    allOf: [
      { $ref: 'answer:Pet.plain' },
      where('cat', 'answer:Cat'),
      where('Dog', 'answer:Dog'),
      where('Puppy', 'answer:Puppy'),
    ],
  })
  expect(schemas['answer:Puppy']).toEqual({ allOf: [{ $ref: 'answer:Dog' }] })
})

test('a parent that lists its children is without the list for a child', () => {
  const { schemas } = readSchemas(
    '3.0.3',
    `Pet: { type: object, oneOf: [{ $ref: '#/components/schemas/Cat' }] }
Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }], required: [lives] }
`,
  ).document
  expect(schemas['request:Cat']).toEqual({ allOf: [{ $ref: 'request:Pet.plain' }], required: ['lives'] })
  expect(schemas['request:Pet.plain']).toEqual({ type: 'object' })
})
