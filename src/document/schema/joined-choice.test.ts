import { expect, test } from 'vitest'
import { validatorsOf } from '../../law/body/validators.ts'
import { readSchemas } from '../written.test-support.ts'

/** The errors of an answer of a schema that joins a choice with properties of its own. */
function errorsOf(more: string, answer: unknown): number | undefined {
  const { document } = readSchemas(
    '3.0.3',
    `A: { type: object, required: [kind, content]${more}, properties: { kind: { type: string, enum: [A] }, content: { type: string, format: ipv4 } } }
B: { type: object, required: [kind, content]${more}, properties: { kind: { type: string, enum: [B] }, content: { type: string } } }
Record: { oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }], discriminator: { propertyName: kind, mapping: { A: '#/components/schemas/A', B: '#/components/schemas/B' } } }
Shown: { allOf: [{ $ref: '#/components/schemas/Record' }, { type: object, required: [id], properties: { id: { type: string } } }] }
`,
  )
  return validatorsOf(document)({ $ref: 'answer:Shown' })?.(answer).length
}

const RIGHT = { kind: 'A', content: '192.0.2.1', id: 'x' }

test('an answer that joins a choice with other properties is held to both', () => {
  expect(errorsOf('', RIGHT)).toBe(0)
  expect(errorsOf('', { ...RIGHT, content: 'no address' })).toBeGreaterThan(0)
  expect(errorsOf('', { ...RIGHT, id: undefined })).toBeGreaterThan(0)
})

test('alternatives that refuse other properties do not refuse those that they are joined with', () => {
  expect(errorsOf(', additionalProperties: false', RIGHT)).toBe(0)
})
