import { expect, test } from 'vitest'
import { numberOf } from './says-number.ts'

test.each([
  ['Number of chapters of the book', 'chapters'],
  ['The total number of products in the category.', 'products'],
  ['Number of tasks by status', 'tasks'],
  ['How it is sorted. The number of reviews.', 'reviews'],
  ['Number of published chapters of the book', undefined],
  ['Number of visits so far', undefined],
  ['The number of seats left', undefined],
  ['The number on the door', undefined],
  [undefined, undefined],
])('%s counts %s', (description, noun) => expect(numberOf(description)).toBe(noun))
