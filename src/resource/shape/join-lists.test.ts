import { expect, test } from 'vitest'
import { documentOf, INTEGER, listOf, ref, TEXT } from '../document.test-support.ts'
import { inferModel } from '../infer/infer-model.ts'

const INDEX = { type: 'object', required: ['index'], properties: { index: TEXT, size: INTEGER } }
const SETTINGS = { type: 'object', properties: { size: INTEGER } }

/** The list of indices that a document with a GET of an array of the schema at a path has. */
function listIn(path: string, items: 'Index' | 'Summary'): string | undefined {
  const document = documentOf(
    {
      [`GET ${path}`]: { answers: { 200: listOf(items) } },
      'PUT /{index}': { body: SETTINGS, answers: { 201: undefined } },
      'GET /{index}': { answers: { 200: ref('Index'), 404: {} } },
      'DELETE /{index}': { answers: { 204: undefined, 404: {} } },
    },
    { Index: INDEX, Summary: INDEX },
  )
  return inferModel(document).resources['index']?.list?.operation
}

test('a GET of an array of members, with the plural of their name, is the list of a path of a parameter alone', () => {
  expect(listIn('/_indices', 'Index')).toBe('GET /_indices')
  expect(listIn('/indices', 'Index')).toBe('GET /indices')
})

test('an array of another schema, or at a path with another name, is no such list', () => {
  expect(listIn('/_indices', 'Summary')).toBeUndefined()
  expect(listIn('/recent', 'Index')).toBeUndefined()
})
