import { expect, test } from 'vitest'
import { onceASchema } from './once-a-schema.ts'

test('a value is made once for each schema and each document', () => {
  let made = 0
  const count = onceASchema(() => (made += 1))
  const [schema, schemas] = [{}, {}]
  expect([count(schema, schemas), count(schema, schemas)]).toEqual([1, 1])
  expect([count({}, schemas), count(schema, {})]).toEqual([2, 3])
})

test('a schema that is no object is not remembered', () => {
  let made = 0
  const count = onceASchema(() => (made += 1))
  expect([count(true, {}), count(true, {})]).toEqual([1, 2])
})
