import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../written.test-support.ts'

/** The keywords that an update with this description has at each property, beside its type. */
function keywordsOf(description: string, method = 'patch'): unknown {
  const { document } = readWritten({
    'cars.yaml': `openapi: 3.1.0
info: { title: cars, version: '1' }
paths:
  /cars/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    ${method}:
      description: >-
        ${description}
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Car' } } } }
      responses: { '200': { description: one } }
components: { schemas: { Car: { type: object, properties: { plate: { type: string }, madeIn: { type: [ integer, 'null' ] }, labels: { type: object, additionalProperties: { type: string } } } } } }
`,
  })
  const schema = document.operations[0]?.body?.content['application/json']?.schema
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {}
  return Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [
      name,
      Object.keys(one as object).filter((keyword) => keyword.startsWith('x-')),
    ]),
  )
}

test.each([
  ['`plate` never changes: a body with another one is answered 400.', { plate: ['x-kept', 'x-immutable'] }],
  ['Changes some properties. The plate of a car cannot be changed.', { plate: ['x-kept', 'x-immutable'] }],
  ['The others stay. `labels` are merged: a key with null is removed.', { labels: ['x-kept', 'x-null-removes'] }],
  ['Changes a car. `madeIn` null removes the year.', { madeIn: ['x-null-clears'] }],
  ['null empties a property that can be null.', { madeIn: ['x-null-clears'] }],
])('an update of which the text says %j', (description, keywords) => {
  expect(keywordsOf(description)).toEqual(keywords)
})

test.each([
  'Changes the car; `labels` is replaced as a whole.',
  'Plates are changed by the office.',
  'A car with a plate that never changes is refused.',
  'null is refused for any property.',
])('an update of which the text says nothing of properties: %j', (description) => {
  expect(keywordsOf(description)).toEqual({})
})

test('a create says nothing of updates', () => {
  expect(keywordsOf('`plate` never changes.', 'post')).toEqual({})
})

test('an item of a list in a create says what a description of the property would say', () => {
  expect(keywordsOf('The property `plate`: always in capitals, whatever is sent.', 'post')).toEqual({
    plate: ['x-may-change'],
  })
})
