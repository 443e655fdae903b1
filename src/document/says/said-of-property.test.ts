import { expect, test } from 'vitest'
import { saidOfAll, saidOfProperty } from './said-of-property.ts'

test('the sentences of an update about one property', () => {
  expect(
    saidOfProperty('createdBy', 'Others stay. `created_by` never changes. The created by of a note stays.'),
  ).toEqual(['It never changes.', 'It stays.'])
  expect(saidOfProperty('name', 'Names never change. The name is at most 20 letters long.')).toEqual([])
})

test('the sentences of an API about all values of one name', () => {
  const text = 'Zones.\n\nNames are case-insensitive: the server compares them so. A name of a zone is short.'
  expect(saidOfAll('name', text)).toEqual(['Names are case-insensitive: the server compares them so.'])
  expect(saidOfAll('title', text)).toEqual([])
})
