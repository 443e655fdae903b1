import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const MIN = "{ name: min_size, in: query, schema: { type: integer }, description: 'Only parts of at least this size.' }"
const MAX = "{ name: max_size, in: query, schema: { type: integer }, description: 'Only parts of at most this size.' }"
const NAME = "{ name: name, in: query, schema: { type: string }, description: 'Only parts with this exact name.' }"
const STATE =
  "{ name: state, in: query, schema: { type: string, enum: [ new, old ] }, description: 'Only parts in this state.' }"

/** What each parameter asks of a part. */
const ASKS: Readonly<Record<string, (part: Part, value: string) => boolean>> = {
  min_size: ({ size }, value) => size >= Number(value),
  max_size: ({ size }, value) => size <= Number(value),
  name: ({ name }, value) => name === value,
  state: (part, value) => part['state'] === value,
}

/** A server that forgets a parameter beside another one. */
function shelfOf(forgotten: string, beside: string): Shelf {
  return {
    list: (parts, query) => {
      const names = [...query.keys()].filter((name) => !(name === forgotten && query.has(beside)))
      const isShown = (part: Part): boolean =>
        names.every((name) => ASKS[name]?.(part, query.get(name) ?? '') !== false)
      return { parts: parts.filter(isShown) }
    },
    sets: () => ({ state: 'new' }),
  }
}

const properties = 'state: { type: string, enum: [ new, old ], readOnly: true }'

test.each([
  ['bounds-hold', [MIN, MAX], 'min_size', 'max_size'],
  ['bounds-hold', [MIN, MAX], 'max_size', 'min_size'],
  ['bounds-hold', [NAME, MIN], 'min_size', 'name'],
  ['bounds-hold', [NAME, MIN], 'name', 'min_size'],
  ['filters-filter', [STATE, NAME], 'name', 'state'],
  ['filters-filter', [STATE, NAME], 'state', 'name'],
])('by %s of %j, %s is not forgotten beside %s', async (...[law, parameters, forgotten, beside]) => {
  const document = rackDocument({ parameters: parameters.join(', '), properties })
  expect(await statusAt(law, document, shelfOf('', ''))).toBe('pass')
  expect(await statusAt(law, document, shelfOf(forgotten, beside))).toBe('fail')
})
