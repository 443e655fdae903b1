import { expect, test } from 'vitest'
import { togetherSaid } from './says-together.ts'

test.each([
  ['Exactly one of `contact_id` or `email` must be provided.', [['contact_id', 'email', 1, 1]]],
  ['Only one of `all`, `any`, or `none` can be set. Max: 500.', [['all', 'any', 'none', 1, undefined]]],
  ['Either `name` or `company` is required, you may also add both.', [['name', 'company', undefined, 1]]],
  ['Either `name` or `company` must be set, but not both.', [['name', 'company', 1, 1]]],
  ['At least one of min or max must be specified.', [['min', 'max', undefined, 1]]],
  ['`text` and `html` are mutually exclusive.', [['text', 'html', 1, undefined]]],
  ['text and html cannot be used together.', [['text', 'html', 1, undefined]]],
  ['At least one of the options must be set.', []],
  ['Either SubjectSet or SubjectID can be provided.', []],
  ['If it is public, only one of `text` and `html` can be set.', []],
  ['Only one of them can be set.', []],
  [undefined, []],
])('of %j, the rules are %j', (description, expected) => {
  const told = togetherSaid(description).map(({ names, most, least }) => [...names, most, least])
  expect(told).toEqual(expected)
})

test.each([
  ['Mutually exclusive with `vcpu`.', ['vcpu']],
  ['Cannot be provided together with after_option.', ['after_option']],
  ['Cannot be combined with either `least` or `most`.', ['least', 'most']],
  ['(Cannot be used with "end_date".)', ['end_date']],
  ['Required with `amount`, refused with `share` (where it is `null`).', ['share']],
  ['Not allowed with `share`.', ['share']],
  ['Refused with 409.', []],
  ['Refused with `share` unless it is 0.', []],
])('of a property "memory" that says %j, the others are %j', (description, others) => {
  expect(togetherSaid(description)).toEqual([])
  expect(togetherSaid(description, 'memory')).toEqual(
    others.map((other) => ({ names: ['memory', other], most: 1, least: undefined })),
  )
})

test('"this" is the property that is described', () => {
  expect(togetherSaid('Either this or `link` must be set', 'unlink')[0]?.names).toEqual(['unlink', 'link'])
})
