import { expect, test } from 'vitest'
import { nearest, suggestion } from './suggestion.ts'

test.each([
  ['staus', ['status', 'schema'], 'status'],
  ['STATUS', ['status'], 'status'],
  ['second-create-conflict', ['second-create-conflicts', 'create-conflicts'], 'second-create-conflicts'],
  ['bdy', ['body', 'by'], 'body'],
  ['xyz', ['status', 'body'], undefined],
  ['', ['status'], undefined],
  ['itempsPerPage', ['itemsPerPage', 'pageNum'], 'itemsPerPage'],
])('of %j among %j the nearest is %j', (written, candidates, expected) => {
  expect(nearest(written, candidates)).toBe(expected)
})

test('a suggestion is the end of a sentence, or nothing', () => {
  expect(suggestion('staus', ['status'])).toBe('; did you mean "status"?')
  expect(suggestion('zzzzzz', ['status'])).toBe('')
})
