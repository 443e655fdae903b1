import { expect, test } from 'vitest'
import { methodsSaid } from './methods-said.ts'
import { saysMerged, saysNullRemoves } from './says-merged.ts'

test.each([
  ['PATCH merges them; null removes an entry.', ['PATCH']],
  ['PUT and PATCH merge them.', ['PUT', 'PATCH']],
  ['An update merges them.', undefined],
  ['Sent with PUT too. Keys are merged.', undefined],
  ['Labels.', undefined],
  [undefined, undefined],
])('the methods of "%s" are %j', (text, methods) => {
  expect(methodsSaid(text, saysMerged)).toEqual(methods)
})

test('a clause is about the method of the clause before it', () => {
  expect(methodsSaid('PATCH merges them; null removes an entry.', saysNullRemoves)).toEqual(['PATCH'])
  expect(methodsSaid('PATCH merges them. A null removes an entry.', saysNullRemoves)).toBeUndefined()
})
