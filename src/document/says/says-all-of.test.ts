import { expect, test } from 'vitest'
import { allOfSaid } from './says-all-of.ts'

test.each([
  ['Only events with all of these tags.', ['tags']],
  ['Only notes that have all the given labels', ['labels']],
  ['Notes matching every one of the listed values.', ['values']],
  ['Only parts with both colours.', ['colours']],
  ['Filters by tag. Multiple tags are combined with AND.', ['tags']],
  ['Only events with any of these tags, or with all of these tags if strict.', []],
  ['Returns all the events that have one of these tags.', []],
  ['Returns all events with the tag.', []],
  ['Filters are combined with AND.', []],
])('%j asks for all of %j', (description, expected) => {
  expect(allOfSaid(description)).toEqual(expected)
})
