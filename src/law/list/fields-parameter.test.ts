import { expect, test } from 'vitest'
import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { fieldsOf, fieldsParameter, takesField } from './fields-parameter.ts'

const parameter = (name: string, description: string, schema: ApiParameter['schema'] = { type: 'string' }) =>
  ({ name, in: 'query', description, schema }) as ApiParameter

test.each([
  ['fields', 'Return only certain fields, specified by a comma-separated list of field names.', true],
  [
    'fields',
    'Comma-separated list of fields to include or exclude (based on include_fields). Leave empty for all fields.',
    true,
  ],
  ['$select', 'Select properties to be returned', true],
  ['fields[articles]', 'Only these attributes of articles.', true],
  ['fields[]', 'Only data for fields in this list will be included.', true],
  ['fields', 'Additional fields to include. Only some are known.', false],
  ['fields', 'Search only in these fields.', false],
  ['fields', 'The fields of the farm.', false],
  ['fields', '', false],
  ['status', 'Only certain fields.', false],
])('%s (%s) chooses the properties to show: %s', (name, description, is) => {
  const operation = { parameters: [parameter(name, description)] } as unknown as ApiOperation
  expect(fieldsParameter(operation) !== undefined).toBe(is)
})

test('a name is taken where it is listed, or where a pattern has it', () => {
  const document = { schemas: {} } as unknown as ApiDocument
  expect(takesField(parameter('fields', '', { type: 'array', items: { enum: ['a'] } }), 'a', document)).toBe(true)
  expect(takesField(parameter('fields', '', { enum: ['a'] }), 'b', document)).toBe(false)
  expect(takesField(parameter('fields', '', { pattern: '^[a-z]+$' }), 'B', document)).toBe(false)
})

test('fields are those at the top and in attributes', () => {
  expect(fieldsOf({ id: 1, attributes: { name: 'a' } })).toEqual(['id', 'name'])
  expect(fieldsOf({ id: 1, fields: { name: 'a' } })).toEqual(['id', 'name'])
})
