import { expect, test } from 'vitest'
import { linkWith } from './link-header.ts'

test.each([
  ['</notes?after=3>; rel="next"', '/notes?after=3'],
  ['<https://api.example/notes?page=2>;rel=next', 'https://api.example/notes?page=2'],
  ['</a>; rel="first", </b>; title="a, b; rel=next"; rel="prev", </c>; REL="last next"', '/c'],
  ['</b?ids=1,2>; title="more; \\"and\\" more"; rel="next"', '/b?ids=1,2'],
  ['</a>; rel="prev"', undefined],
  ['</a>; title="rel=next"', undefined],
  ['', undefined],
  [undefined, undefined],
])('the next page of %s is %s', (header, target) => {
  expect(linkWith('next', header)).toBe(target)
})

test('a header of many open brackets is read in one pass', () => {
  expect(linkWith('next', `${'<'.repeat(500_000)}/b>; rel="next"`)).toBe('/b')
})
