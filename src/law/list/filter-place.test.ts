import { expect, test } from 'vitest'
import { filterPlace } from './filter-place.ts'

const ARTICLE = {
  attributes: { status: 'draft' },
  relationships: { author: { data: { type: 'people', id: '7' } }, editor: { data: null } },
}

test.each([
  ['filter[status]', '/attributes/status'],
  ['filter[author]', '/relationships/author/data/id'],
  ['author_id', '/relationships/author/data/id'],
  ['filter[editor]', undefined],
  ['filter[data]', undefined],
])('%s filters an article of JSON:API at %s', (parameter, place) => {
  expect(filterPlace(parameter, ARTICLE)).toBe(place)
})
