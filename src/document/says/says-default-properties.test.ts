import { expect, test } from 'vitest'
import { saysDefaultProperties } from './says-default-properties.ts'

test.each([
  ['Names of properties. Without it, the default properties are returned: `firstname`.', true],
  ['If omitted, only the main properties are shown.', true],
  ['Names of properties. Without it, all properties are returned.', false],
  ['The properties to show.', false],
  [undefined, false],
])('"%s" leaves out properties: %s', (text, is) => {
  expect(saysDefaultProperties(text)).toBe(is)
})
