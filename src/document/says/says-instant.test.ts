import { expect, test } from 'vitest'
import { saysInstant } from './says-instant.ts'

test.each([
  'Unix epoch when the resource was created.',
  'Time at which the object was created.',
  'The time of the last change',
  'When the note was last updated',
])('%s: an instant', (description) => expect(saysInstant(description)).toBe(true))

test.each(['How many files were created.', 'The time limit in seconds', 'Cleared when the file is read', undefined])(
  '%s: no instant',
  (description) => expect(saysInstant(description)).toBe(false),
)
