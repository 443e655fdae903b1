import { expect, test } from 'vitest'
import { saysDeletedKeepsValues, saysDeletedMayKeepValues } from './deleted-keeps-values.ts'

test.each([
  ['Unique among all courses, deleted ones too.', true, true],
  ['The course is hidden. It keeps its code: no other course may take it.', true, true],
  ['Unique, including deleted ones.', true, true],
  ['One that was deleted is reserved for 30 days, and refused with 409 until then.', false, true],
  ['A number is never used again.', false, true],
  ['Unique among all courses.', false, false],
  ['The name `admin` is reserved for the system.', false, false],
])('"%s" refuses values of deleted members: %s, and may: %s', (text, isRefused, isOpen) => {
  expect([saysDeletedKeepsValues(text), saysDeletedMayKeepValues(text)]).toEqual([isRefused, isOpen])
})
