import { expect, test } from 'vitest'
import { completedTextSaid, storedTextSaid } from './says-stored-text.ts'

test.each<[string | undefined, readonly string[] | undefined]>([
  ['Leading and trailing spaces are removed', ['trimmed']],
  ['Must be unique. Surrounding whitespace is stripped.', ['trimmed']],
  ['The title. Is trimmed.', ['trimmed']],
  ['Stored without surrounding blanks and in lower case; saved in lower case.', ['trimmed', 'lower']],
  ['Unique without regard to case. It is stored in upper case.', ['upper']],
  ['A color. It is answered in upper case.', ['upper']],
  ['Returned in lower case when the flag is set.', undefined],
  ['An address, kept in lower-case.', ['lower']],
  ['Surrounding spaces must be removed.', undefined],
  ['Is trimmed to 40 characters.', undefined],
  ['Leading and trailing spaces are not removed.', undefined],
  ['Stored in lower case if the catalogue ignores case.', undefined],
  ['A name in lower case.', undefined],
  ['Stored in upper case; the code is kept in lower case.', undefined],
  ['The first letter is stored in upper case.', undefined],
  [undefined, undefined],
])('of %j, the forms of the stored text are %j', (description, expected) => {
  expect(storedTextSaid(description)).toEqual(expected)
})

test.each([
  ['A name that is relative to the zone is completed with the name of the zone, and `@` is the zone itself.', true],
  ['A relative path is expanded to an absolute one.', true],
  ['The number is prefixed with the country code.', true],
  ['A name may be completed with a domain.', undefined],
  ['The complete name.', undefined],
  [undefined, undefined],
])('of %j, whether the text is completed is %j', (description, expected) => {
  expect(completedTextSaid(description)).toBe(expected)
})
