import { assert, integer, property, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { readPlaces, placesText } from './places.ts'

test('places are written as ranges', () => {
  expect(placesText([])).toBe('')
  expect(placesText([1, 2, 3, 5, 7, 8])).toBe('1-3,5,7-8')
})

test('written places are read again', () => {
  const ascending = uniqueArray(integer({ min: 1, max: 300 })).map((places) => places.toSorted((a, b) => a - b))
  assert(
    property(ascending, (places) => {
      expect(readPlaces(placesText(places))).toEqual(places)
    }),
  )
})

test.each(['0', '2,1', '1,1', 'a', '1-', '-1', '1,,2', '3-2', '1-9999999,1', '1-999999999'])(
  '%j is no list of places',
  (text) => {
    expect(readPlaces(text)).toBe(undefined)
  },
)
