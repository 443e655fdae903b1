import { expect, test } from 'vitest'
import { saysRule } from './says-rule.ts'

test.each([
  ['At least 1 for `in` and `out`', true],
  ['At most the capacity of the room', true],
  ['After startsAt', true],
  ['The key of one of the variants', true],
  ['`priority` is for MX only: it is required there, and refused for other types (422).', true],
  ['A: an IPv4 address; AAAA: an IPv6 address; CNAME and MX: a host name; TXT: any text', true],
  ['The actor who is assigned. An actor who does not exist is answered with 400.', true],
  ['A `DEDICATED` cluster needs `spec.cku` (400 if it is missing).', true],
  ['The values follow the rules of the configs.', true],
  ['Between 1 and 5', true],
  ['Seconds between two samples. Defaults to 60.', false],
  ['The name of the product', false],
  ['A label below the zone, or @ for the zone itself', false],
  ['Read by the warehouse: the shelf and the row', false],
  [undefined, false],
])('%j states a rule in words: %s', (description, expected) => {
  expect(saysRule(description)).toBe(expected)
})
