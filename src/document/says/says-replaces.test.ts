import { expect, test } from 'vitest'
import { saysReplaces } from './says-replaces.ts'

test.each([
  'Replaces the note.',
  'A PUT request will perform a destructive update and clear all unspecified cell values.',
  'Updates the whole user. Fields that are omitted will be set to null.',
  'Omitted properties are reset.',
  'Properties not provided will be cleared.',
  'Replaces `name` and `tags`.',
])('an update replaces by %j', (description) => {
  expect(saysReplaces(description)).toBe(true)
})

test.each([
  'Updates the user.',
  'Says whether it replaces the file.',
  'Omitted properties are not removed.',
  'Omitted properties stay as they are.',
  '`tags` replaces the whole list.',
  'Updates the user. The `tags` property replaces all tags.',
  'Members that are missing are removed.',
])('nothing says that an update replaces in %j', (description) => {
  expect(saysReplaces(description)).toBe(false)
})
