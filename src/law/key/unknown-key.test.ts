import { expect, test } from 'vitest'
import { unknownKey } from './unknown-key.ts'

const keying = {
  resource: { key: { parameters: [] }, updates: [] },
  document: { operations: [], schemas: {} },
  word: () => 'wa1b2cdefg',
  validators: () => undefined,
} as unknown as Parameters<typeof unknownKey>[1]

test.each([
  ['17', '987654321', true],
  ['AP469f852a322510cb04044425d834d6da', 'AP914f307a877065cb59599970d389d1da', true],
  ['cus_N4vX0k12a9b3Qz', 'cus_N9vX5k67a4b8Qz', true],
  ['summer-sale', 'wa1b2cdefg', false],
])('the key %s is unknown as %s', (key, unknown, isAlike) =>
  expect(unknownKey([key], keying)).toEqual({ own: [unknown], isFree: true, isAlike }),
)
