import { expect, test } from 'vitest'
import { keyOf } from './says-key-of.ts'

test.each([
  ['ID of the service account that owns the key.', 'service account that owns'],
  ['The unique identifier of a schedule.', 'schedule'],
  ['UUID of the parent folder', 'folder'],
  ['`id` of the customer. Can be set only on creation.', 'customer'],
  ['Id (not code) of the coupon; an empty string means `null`.', 'coupon'],
  ['The name of the schedule.', undefined],
  ['The ID.', undefined],
  ['A user of the workspace. It must exist (404).', 'user'],
  ['The member who borrows. It must exist, else 404.', 'member'],
  ['A user of the workspace.', undefined],
  ['Filters by the ID of the user.', undefined],
])('%j names %j by its key', (description, expected) => {
  expect(keyOf(description)).toBe(expected)
})
