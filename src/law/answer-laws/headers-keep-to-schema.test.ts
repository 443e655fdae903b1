import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import type { JudgedAnswer } from '../session/exchange.ts'
import { validatorsOf } from '../body/validators.ts'
import { headersKeepToSchema } from './headers-keep-to-schema.ts'

/** The values that are told of an answer with a header, and of the schema that the document has for it. */
function toldOf(schema: DocumentSchema, value?: string): readonly unknown[] | undefined {
  const judged = {
    operation: { responses: { '2XX': { content: {}, headers: { 'x-a': { required: false, schema } } } } },
    answer: { status: 200, asked: 'GET /notes', header: (name: string) => (name === 'x-a' ? value : undefined) },
    validators: validatorsOf({ schemas: {} }),
  } as unknown as JudgedAnswer
  return headersKeepToSchema.judge(judged)?.map(({ actual }) => actual)
}

test.each([
  [{ type: 'integer', minimum: 0 }, '12'],
  [{ type: 'boolean' }, 'true'],
  [{ type: 'string', pattern: '^[0-9]+$' }, '12'],
  [{ type: 'array', items: { type: 'string' }, minItems: 2 }, 'GET, PUT'],
  [{ type: 'array', items: { type: 'integer' } }, '3'],
  [{ type: 'string', format: 'date-time' }, 'Sun, 06 Nov 1994 08:49:37 GMT'],
  [{ enum: ['HIT', 'MISS'] }, 'HIT'],
])('a header of %j may be %j', (schema, value) => {
  expect(toldOf(schema, value)).toEqual([])
})

test.each([
  [{ type: 'integer' }, 'many'],
  [{ type: 'integer', minimum: 0 }, '-1'],
  [{ type: 'boolean' }, 'yes'],
  [{ enum: ['HIT', 'MISS'] }, 'hit'],
  [{ type: 'string', format: 'uuid' }, '12'],
])('a header of %j may not be %j', (schema, value) => {
  expect(toldOf(schema, value)).toEqual([value])
})

test('an answer without the header is not judged', () => {
  expect(toldOf({ type: 'integer' })).toBeUndefined()
})
