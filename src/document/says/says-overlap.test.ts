import { expect, test } from 'vitest'
import { saysOverlap, saysOverlapRefused, saysTimeFreed, saysTouchingAllowed } from './says-overlap.ts'

test.each([
  ['A booking is refused (409) if it overlaps another booking of the room that is not cancelled.', true],
  ['No two bookings of a room overlap.', true],
  ['Shifts may overlap.', false],
  ['Overlapping shifts are marked as conflicts.', false],
  ['Shifts that overlap are shown side by side.', false],
  ['409 if it overlaps a confirmed booking.', false],
  ['409 if it overlaps another event of the venue that is published.', false],
  ['A booking that begins when another ends does not overlap it.', false],
  ['Lists bookings that overlap the range.', false],
])('overlaps are refused: %s', (text, expected) => {
  expect(saysOverlapRefused(text)).toBe(expected)
})

test.each([
  ['The room has another booking at that time, or is not active', true],
  ['The table is already reserved for this period.', true],
  ['The slot would be double-booked', true],
  ['Conflicts with an existing appointment at the same time', true],
  ['A room with this name exists', false],
])('a refusal is for an overlap: %s', (text, expected) => {
  expect(saysOverlap(text)).toBe(expected)
})

test.each([
  ['A booking that begins when another ends does not overlap it.', true],
  ['Back-to-back bookings are allowed.', true],
  ['A booking is refused if it overlaps another one.', false],
])('times that touch are allowed: %s', (text, expected) => {
  expect(saysTouchingAllowed(text)).toBe(expected)
})

test.each([
  ['Cancels a booking. Its time is free again.', true],
  ['Cancels the stay and frees its dates: the room becomes available again.', true],
  ['Confirms a booking.', false],
])('the time is freed: %s', (text, expected) => {
  expect(saysTimeFreed(text)).toBe(expected)
})
