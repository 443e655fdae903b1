import { expect, test } from 'vitest'
import { tellingErrors } from './telling-errors.ts'
import { validatorsOf } from './validators.ts'

const SCHEMAS = {
  'answer:Dog': {
    type: 'object',
    required: ['bark'],
    properties: { kind: { const: 'dog' }, bark: { type: 'string' } },
  },
  'answer:Cat': {
    type: 'object',
    required: ['lives'],
    properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
  },
}
const validators = validatorsOf({ schemas: SCHEMAS })
const TIME = { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] }
const PET = { oneOf: [{ $ref: 'answer:Dog' }, { $ref: 'answer:Cat' }] }

test.each([
  ['a time without a zone', TIME, '2026-11-30T08:52:56', ['format ']],
  ['a number in the place of a time', TIME, 7, ['type ']],
  ['a text in the place of a URI or nothing', { anyOf: [{ format: 'uri' }, { maxLength: 0 }] }, 'no uri', ['format ']],
  ['a cat without a number', PET, { kind: 'cat', lives: 'nine' }, ['type /lives']],
  [
    'a dog beside an error of its own',
    { properties: { pet: PET }, required: ['id'] },
    { pet: { kind: 'dog' } },
    ['required ', 'required /pet'],
  ],
  ['a list of times', { items: TIME }, ['2026-11-30', null], ['format /0']],
  [
    'a long list of times',
    { items: TIME },
    Array.from({ length: 9 }, () => '2026'),
    Array.from({ length: 9 }, (_, index) => `format /${index}`),
  ],
  ['a value that two alternatives take', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 7, ['oneOf ']],
])('%s has the errors of the nearest alternative', (...[, schema, value, expected]) => {
  const errors = tellingErrors(validators(schema)?.(value) ?? [], value, validators)
  expect(errors.map(({ keyword, instancePath }) => `${keyword} ${instancePath}`)).toEqual(expected)
})
