import { expect, test } from 'vitest'
import { saysDeletedShown } from './says-deleted-shown.ts'

test.each([
  ['A deleted sensor is read too, with the state `DELETED` and its deleteTime.', undefined],
  ['Deleted notes are also returned.', undefined],
  ['Returns the note. It also returns deleted notes.', undefined],
  [undefined, 'Marks the note as deleted. Get still shows it, and lists show it with `showDeleted` alone.'],
  [undefined, 'Deletes the note, which can still be read.'],
])('a read shows a deleted member by: %s, %s', (ofRead, ofDelete) =>
  expect(saysDeletedShown(ofRead, ofDelete)).toBe(true),
)

test.each([
  ['A deleted note is not returned.', undefined],
  ['A deleted note is returned only if `trashed` is true.', undefined],
  ['A deleted note is answered 404.', undefined],
  [undefined, 'Deletes the note. It can still be read until the next day.'],
  [undefined, 'Deletes the note.'],
  [undefined, undefined],
])('nothing says that a read shows a deleted member: %s, %s', (ofRead, ofDelete) =>
  expect(saysDeletedShown(ofRead, ofDelete)).toBe(false),
)
