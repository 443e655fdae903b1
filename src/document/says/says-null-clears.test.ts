import { expect, test } from 'vitest'
import { saysEmptyClears, saysNullClears, saysNullClearsAny } from './says-null-clears.ts'

test.each([
  'A description of the milestone. `null` clears it.',
  'The `number` of the milestone, or use `null` to remove the current milestone.',
  'To clear the note, pass null.',
  'Set to null to unset the owner.',
  'Digits and spaces. `null` or an empty string unsets it.',
])('null clears the property: %s', (description) => expect(saysNullClears(description)).toBe(true))

test.each([
  'Null where there is none.',
  'Null does not clear it.',
  'A null removes the entry.',
  'Null clears it unless the member is locked.',
  'Keys that are set to null are removed.',
  undefined,
])('nothing says that null clears the property: %s', (description) => expect(saysNullClears(description)).toBe(false))

test.each([
  ['Properties that are left out stay; null empties a property that can be null.', true],
  ['`null` removes any optional field.', true],
  ['Null does not clear a property.', false],
  ['Null clears any property except the name.', false],
  [undefined, false],
])('of %j, that null clears any property is %s', (text, is) => expect(saysNullClearsAny(text)).toBe(is))

test.each([
  ['Digits and spaces. `null` or an empty string unsets it.', true],
  ['An empty string or null clears the phone.', true],
  ['To remove the note, pass an empty string.', true],
  ['Use an empty value to clear the current note', true],
  ['An empty string is refused.', false],
  ['An empty string does not clear it.', false],
  ['An empty string removes the key.', false],
  ['`null` clears it.', false],
  [undefined, false],
])('of %j, that an empty text clears the property is %s', (text, is) => expect(saysEmptyClears(text)).toBe(is))
