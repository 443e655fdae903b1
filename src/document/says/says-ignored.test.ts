import { expect, test } from 'vitest'
import { saysIgnored } from './says-ignored.ts'

test.each([
  'Ignored',
  'Ignored: fixed at the create',
  'The currency. A value sent here is ignored.',
  'It is ignored by updates.',
  'The owner (set once). It is silently ignored.',
])('%j', (description) => expect(saysIgnored(description)).toBe(true))

test.each([
  'Ignored if it is null.',
  'A null is ignored.',
  'The case is ignored.',
  'Ignored files, as patterns.',
  'It must not be ignored.',
  undefined,
])('%j says nothing of it', (description) => expect(saysIgnored(description)).toBe(false))
