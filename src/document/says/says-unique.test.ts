import { expect, test } from 'vitest'
import { ignoresCase, saysUnique, storesOneCase } from './says-unique.ts'

test.each([
  ['A short name. Unique among the notes of the caller.', true],
  ['The code of the item; must be unique.', true],
  ['The name, which is unique within a project', true],
  ['A unique name.', true],
  ['The name of the shop. Unique for the owner, without regard to case.', true],
  ['Unique: 409 if another author has it.', true],
  ['Unique without regard to case.', true],
  ['Unique, without regard to case', true],
  ['Prefix of the keys of tasks, unique; cannot be changed', true],
  ['Stored in upper case; unique without regard to case among the coupons, otherwise 409.', true],
  ['When not null it is unique (case-sensitive) among the passes.', true],
  ['A number. Unique.', true],
  ['The code, not unique.', false],
  ['No two organizations may have the same name.', true],
  ['The unique name of another project', false],
  ['Unique code of the country', false],
  ['Unique 24-hexadecimal digit string that identifies your project.', false],
  ['The unique identifier of the customer', false],
  ['The name. It need not be unique within a project.', false],
  ['Names are not unique across regions.', false],
  ['A namespace is the space within which each name must be unique.', false],
  [undefined, false],
])('of %j, that the value is unique is %s', (description, expected) => {
  expect(saysUnique(description)).toBe(expected)
})

test.each([
  ['Unique among all people; compared without regard to case.', true],
  ['Must be unique (case-insensitive).', true],
  ['Is unique, ignoring case.', true],
  ['Unique among notes. In any case, at most 20 letters.', false],
  ['Must be unique (case-sensitive).', false],
  [undefined, false],
])('%s', (description, expected) => {
  expect(ignoresCase(description)).toBe(expected)
})

test.each([
  'Unique in the account, whatever the case (409)',
  'The address; case does not matter',
  'Compared; case is ignored.',
])('the case tells no values apart: %s', (text) => expect(ignoresCase(text)).toBe(true))

test('a value that is stored in one case is one value in any case', () => {
  expect(storesOneCase('Kept in lower case. Unique among the members')).toBe(true)
  expect(storesOneCase('A name in lower case')).toBe(false)
})
