import { expect, test } from 'vitest'
import { placesAt } from './places-at.ts'

const VALUE = { hooks: [{ key: 'a' }, { url: 'b' }, { key: 'c' }], '*': { key: 'd' } }

test.each([
  ['', ['']],
  ['/hooks/1/url', ['/hooks/1/url']],
  ['/hooks/*/key', ['/hooks/0/key', '/hooks/2/key']],
  ['/*/key', ['/*/key']],
  ['/hooks/length', []],
  ['/none/*/key', []],
])('%s leads to %j', (pointer, expected) => {
  expect(placesAt(VALUE, pointer)).toEqual(expected)
})
