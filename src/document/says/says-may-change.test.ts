import { expect, test } from 'vitest'
import { saysMayChange } from './says-may-change.ts'

test.each([
  'Capped at 100.',
  'Higher values are silently reduced to the maximum.',
  'If you specify more than 100, 100 is used.',
  'We use 10 if you send less.',
  '`d` and `w` are short for `daily` and `weekly`. Answers have the long form.',
  'The TTL of a proxied record is always `1`, whatever is sent.',
  'Time to live, 1 for automatic, else from 60 on. Proxied records always have 1.',
  'Proxied records have always 1.',
  'Required for MX records; ignored for other types.',
  'Present for MX records only.',
  'A `https://` is put before an address without a scheme.',
  'Values, separated by semicolons. Duplicates are dropped.',
  'Stored without leading and trailing zeros.',
  'With or without `#`. Returned with six digits.',
  'Six digits. Formatted as `123-456` in responses.',
  'Only members of the project can be assigned; other names are silently dropped.',
  'If the list has `*`, it is stored as `["*"]`.',
  'Only the date part is kept.',
  'Only the first 20 characters are stored.',
  'If `en` is missing, it is appended.',
  'A fee is deducted, and answers show what is left.',
  'In the form of `price`.',
  '`-1` removes the limit: it is then `null`.',
  '`on` is an alias of `enabled`, and `off` of `disabled`.',
  '`grey` is another spelling of `gray`.',
  '`no` is a synonym for `off`.',
])('%j may mean another value', (description) => expect(saysMayChange(description)).toBe(true))

test.each([
  'The name of the van.',
  'The color, a word of the palette.',
  'True if the member takes part.',
  'Limited to 100 characters',
  'It must be rounded to two digits.',
  'Duplicates are refused with 409.',
  'An address of at most 60 characters.',
  'The alias of the account.',
  'The time at which the order came in.',
  undefined,
])('%j means the value that was sent', (description) => expect(saysMayChange(description)).toBe(false))
