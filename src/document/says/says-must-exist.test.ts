import { expect, test } from 'vitest'
import { saysMustExist, saysNeedNotExist } from './says-must-exist.ts'

test.each([
  'The author. Must exist.',
  'Id of an existing author',
  'Number of a milestone of the project, or null. An unknown one is answered with 422.',
  'Id of a customer. An unknown or deleted one is refused with 400.',
  'Names of labels. Unknown ones are answered with 422.',
  'An unknown building is answered with 422.',
  'The author; 422 if there is no such author.',
  'The book, which has to exist already before its loan; it must already exist.',
])('what is named must exist: %s', (description) => expect(saysMustExist(description)).toBe(true))

test.each([
  'The id of the author',
  'The author does not have to exist',
  'Unknown until the order is placed. Others are answered with 422.',
  'An unknown one is created.',
  'The tag. It is created if there is no such tag.',
  'Null if there is no such author.',
  'The name must not exist yet',
  'An existing value is replaced, and the user need not exist.',
  undefined,
  'x'.repeat(5000),
])('nothing says that what is named must exist: %s', (description) => expect(saysMustExist(description)).toBe(false))

test.each([
  ['Ids that are not known yet are accepted.', true],
  ['The author need not exist yet.', true],
  ['The author. Must exist.', false],
  ['The author.', false],
])('of %s, that what is named may be missing is %s', (description, expected) => {
  expect(saysNeedNotExist(description)).toBe(expected)
})
