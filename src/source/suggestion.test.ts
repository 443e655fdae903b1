import { expect, test } from 'vitest'
import { nearest, suggestion } from './suggestion.ts'

test.each([
  ['staus', ['status', 'schema'], 'status'],
  ['STATUS', ['status'], 'status'],
  ['second-create-conflict', ['second-create-conflicts', 'create-conflicts'], 'second-create-conflicts'],
  ['bdy', ['body', 'by'], 'body'],
  ['xyz', ['status', 'body'], undefined],
  ['', ['status'], undefined],
  ['zz', ['id'], undefined],
  ['di', ['id'], undefined],
  ['if', ['id'], 'id'],
  ['itempsPerPage', ['itemsPerPage', 'pageNum'], 'itemsPerPage'],
])('the nearest to %j among %j is %j', (written, candidates, expected) => {
  expect(nearest(written, candidates)).toBe(expected)
})

test('a suggestion ends a sentence, or is empty', () => {
  expect(suggestion('staus', ['status'])).toBe('; did you mean "status"?')
  expect(suggestion('zzzzzz', ['status'])).toBe('')
})
