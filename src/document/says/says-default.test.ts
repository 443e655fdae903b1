import { expect, test } from 'vitest'
import { defaultOf } from './says-default.ts'

test.each<[string, unknown, unknown]>([
  ['Whether the product is available. Defaults to `true`.', 'boolean', true],
  ['Whether the flag is a temporary flag. Defaults to true.', 'boolean', true],
  ['Whether the trigger is active. Defaults to true', ['boolean', 'null'], true],
  ['Shown to all (default: False)', 'boolean', false],
  ['Whether to notify (default false).', 'boolean', false],
  ['If omitted, `7` is used.', 'integer', 7],
  ['When not specified, defaults to 2.5.', 'number', 2.5],
  ['The number of days. Default: 30', 'integer', 30],
  ['The default is "open".', 'string', 'open'],
  ['A note. Defaults to an empty string.', 'string', ''],
  ['The tags. Defaults to an empty array.', 'array', []],
  ['Defaults to `{}` if not provided.', 'object', {}],
])('%s', (description, type, value) => {
  expect(defaultOf(description, type)).toEqual(value)
})

test('a listed value needs no quotes', () => {
  expect(defaultOf('The state, defaults to open', 'string', ['open', 'closed'])).toBe('open')
})

test.each<[string, unknown, unknown?]>([
  ['Defaults to true for admins.', 'boolean'],
  ['For private projects, defaults to true.', 'boolean'],
  ['If the plan is free, defaults to false.', 'boolean'],
  ['Defaults to true unless the plan is free.', 'boolean'],
  ['Defaults to the setting of the organization.', 'boolean'],
  ['The page size, which defaults to 20.', 'integer'],
  ['`limit` defaults to 20.', 'integer'],
  ['Defaults to 5 minutes.', 'integer'],
  ['Defaults to true. Default: false', 'boolean'],
  ['Defaults to now.', 'string'],
  ['Defaults to `null`.', 'string'],
  ['Defaults to other.', 'string', ['open', 'closed']],
  ['Default is true when the trigger is new.', 'boolean'],
  ['One of "asc" or "desc". Defaults to "asc" for alphabetical and position sort, "desc" for all others', 'string'],
  ['The default time in minutes', 'integer'],
])('no default: %s', (description, type, listed?: unknown) => {
  expect(defaultOf(description, type, listed)).toBeUndefined()
})
