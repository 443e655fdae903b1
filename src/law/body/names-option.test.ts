import { expect, test } from 'vitest'
import { namesOption } from './names-option.ts'
import { plausibleValue } from './plausible-value.ts'

test.each([
  ['typecast', true],
  ['force', true],
  ['skip_validation', true],
  ['ignoreWarnings', true],
  ['dryRun', true],
  ['active', false],
  ['force_https', false],
  ['skip', false],
])('that %s is an option of a write is %s', (name, expected) => expect(namesOption(name)).toBe(expected))

test('an option is not sent, and a text of its name is', () => {
  const making = { schemas: {}, word: () => 'word', variant: 0 }
  const flag = { type: 'boolean' }
  const schema = { type: 'object', properties: { active: flag, typecast: flag, force: { type: 'string' } } }
  expect(plausibleValue(schema, making)).toEqual({ active: true, force: 'word' })
})
