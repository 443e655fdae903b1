import { expect, test } from 'vitest'
import { hasPathOf } from './has-path-of.ts'

test.each([
  ['books/{book}', { examples: ['publishers/42/books/7'] }, true],
  ['publishers/{publisher}', { examples: ['publishers/42/books/7'] }, false],
  ['books/{book}', { pattern: '^publishers/[^/]+/books/[^/]+$' }, true],
  ['publishers/{publisher}', { pattern: '^publishers/[^/]+/books/[^/]+$' }, false],
  ['books/{book}', { pattern: String.raw`^publishers\/[a-z]+\/books\/\d+$` }, true],
  ['repos/{owner}/{repo}', { examples: ['https://api.example.com/repos/octo/cat'] }, true],
  ['books/{book}', { examples: ['7'], pattern: '^[0-9]+$' }, false],
  ['books/{book}', {}, false],
])('the end %s is that of a text with %j: %s', (path, keywords, expected) => {
  expect(hasPathOf(path, { types: ['string'], properties: new Map(), keywords })).toBe(expected)
})
