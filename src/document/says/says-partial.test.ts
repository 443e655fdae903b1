import { expect, test } from 'vitest'
import { saysPartial } from './says-partial.ts'

test.each([
  'Properties that the representation leaves out stay as they are.',
  'What the request leaves out is not changed.',
  'This endpoint supports sparse updates, so only new or changed fields are required in the request.',
  'Only the fields provided will be updated; any unspecified fields will remain unchanged.',
  'Updates only the properties that are given.',
  'Only supplied attributes are modified.',
  "Updates an individual issue's attributes. Only the attributes submitted are modified. `tags` replaces the whole list.",
  'Performs a partial update.',
  'Partially updates a user. Unspecified properties are preserved.',
  'Update a specific list. Missing attributes retain their current value.',
  'Null or missing values are ignored.',
  'A PATCH request will only update the fields you specify, leaving the rest as they were.',
  'Changes the status, leaving all other properties untouched.',
  'Fields that are not in the representation stay as they are.',
  'Updates a user partially.',
  'Properties of the `profile` that the request does not name stay as they are.',
])('an update merges by %j', (description) => {
  expect(saysPartial(description)).toBe(true)
})

test.each([
  'Use PATCH for partial updates.',
  'Replaces the calendar. `color` keeps its value when it is left out, because old clients do not know it.',
  'Performs an update. What the request leaves out is removed.',
  'Only supplied attributes are shown.',
  'Updates only users that are active.',
  'Missing users are ignored.',
  'A missing token is answered 401. The user stays.',
])('nothing says that an update merges in %j', (description) => {
  expect(saysPartial(description)).toBe(false)
})
