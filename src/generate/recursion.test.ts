import { sample } from 'fast-check'
import { expect, test } from 'vitest'
import { ajvErrors } from './judge.test-support.ts'
import { boundaryValues, invalidSites, UnsupportedSchema, validValues } from './index.ts'

const NAMED = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }

/** A is one of a named object and an object with A at `foo`. */
const recursive = (keyword: string, more: object): object => ({
  $ref: '#/$defs/A',
  $defs: {
    S: NAMED,
    A: { [keyword]: [{ $ref: '#/$defs/S' }, { ...more, properties: { foo: { $ref: '#/$defs/A' } } }] },
  },
})

test.each([
  ['oneOf without a type', recursive('oneOf', {})],
  ['oneOf of objects', recursive('oneOf', { type: 'object' })],
  ['oneOf with a required property', recursive('oneOf', { type: 'object', required: ['foo'] })],
  ['anyOf with a required property', recursive('anyOf', { type: 'object', required: ['foo'] })],
])('a schema that is part of itself by %s is drawn from, and each value is valid', (_, schema) => {
  const errorsOf = ajvErrors(schema)
  const values = sample(validValues(schema), { numRuns: 100, seed: 1 })
  expect(values.filter((value) => errorsOf(value).length > 0)).toEqual([])
  expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(20)
  expect([...invalidSites(schema)]).not.toEqual([])
  expect([...boundaryValues(schema)]).not.toEqual([])
})

test('a schema that refers to itself for the same value cannot be drawn from, and the message says so', () => {
  const schema = {
    $ref: '#/$defs/A',
    $defs: { S: NAMED, A: { oneOf: [{ $ref: '#/$defs/S' }, { $ref: '#/$defs/A' }] } },
  }
  expect(() => validValues(schema)).toThrow(UnsupportedSchema)
  expect(() => validValues(schema)).toThrow('a schema refers to itself without going into a part of the value')
})
