import { expect, test } from 'vitest'
import { describedInItem, saidOfAll, saidOfProperty } from './said-of-property.ts'

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

test.each([
  ['Makes a record.\n\n- `name`: the host.\n- `ttl`: capped\n  at 100.\n- `type`: A or B.', 'capped at 100.'],
  ['Fields:\n* **ttl** (optional) – capped at 100.\n\nMore.', 'capped at 100.'],
  ['Makes a record.\nThe property `ttl`: capped at 100.', 'capped at 100.'],
  ['The `ttl` is short. - ttl: none', undefined],
  ['- `ttls`: many', undefined],
  [undefined, undefined],
])('what the items of %j say of one property', (text, said) => expect(describedInItem('ttl', text)).toBe(said))
