import { expect, test } from 'vitest'
import { numberInState, numberOf } from './says-number.ts'

test.each([
  ['Number of chapters of the book', 'chapters'],
  ['Number of people who are enrolled in the course', 'people'],
  ['Number of people who are active in the course', undefined],
  ['The total number of products in the category.', 'products'],
  ['Number of tasks by status', 'tasks'],
  ['How it is sorted. The number of reviews.', 'reviews'],
  ['Number of published chapters of the book', undefined],
  ['Number of visits so far', undefined],
  ['The number of seats left', undefined],
  ['The number on the door', undefined],
  [undefined, undefined],
])('%s counts %s', (description, noun) => expect(numberOf(description)).toBe(noun))

test.each([
  ['The number of confirmed bookings of the room', { noun: 'bookings', state: 'confirmed', isNot: false }],
  ['The number of open loans of the member.', { noun: 'loans', state: 'open', isNot: false }],
  ['The number of copies of this book that are not on loan', { noun: 'copies', state: 'on loan', isNot: true }],
  ['Count of tasks whose status is `done`.', { noun: 'tasks', state: 'done', isNot: false }],
  ['Number of chapters of the book', undefined],
  ['The number of resources that match the filter.', undefined],
  ['The number of open loans so far', undefined],
])('%s counts members in a state', (description, found) => expect(numberInState(description)).toEqual(found))
