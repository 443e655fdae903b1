import { expect, test } from 'vitest'
import { storedTextSaid } from './says-stored-text.ts'

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
