import { expect, test } from 'vitest'
import { saysCreatesUnknown } from './says-creates-unknown.ts'

test.each([
  'Creates or updates a flag.',
  'Create or replace the flag.',
  'Updates or creates a flag.',
  'Upserts the flag.',
  'Changes a flag with a merge patch: a flag that does not exist is created.',
  "If the flag doesn't exist, it will be created.",
  'The flag is created if it does not exist.',
  'Changes the flag, and creates it if it does not yet exist.',
])('%j creates an unknown member', (description) => expect(saysCreatesUnknown(description)).toBe(true))

test.each([
  'Updates a flag.',
  'Updates a flag. A flag that does not exist is not created.',
  'If the flag does not exist, the answer is 404.',
  'Updates a flag. Parent folders that do not exist are created.',
  'Changes the time at which the flag is created or updated.',
  undefined,
])('%j does not say so', (description) => expect(saysCreatesUnknown(description)).toBe(false))
