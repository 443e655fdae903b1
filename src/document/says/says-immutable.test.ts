import { expect, test } from 'vitest'
import { saysImmutable } from './says-immutable.ts'

test.each([
  'Immutable. The region of the bucket.',
  'The name of a queue, which must exist (422 if it does not). Immutable: a change is refused with 422.',
  'The geo-location where the resource lives. Cannot be changed: 409.',
  'Is required when creating resources. Cannot be updated.',
  'Cannot be changed after creation.',
  'Cannot be modified once it is created.',
  'It cannot be changed after the flag was created (409).',
  'Cannot be changed once the flag is created.',
  'Can only be set when creating the member.',
  'The currency, set once.',
  'The time of the creation. It never changes.',
])('no update changes it: %s', (description) => expect(saysImmutable(description)).toBe(true))

test.each([
  'Cannot be changed while the job runs.',
  'Cannot be changed after the order is shipped.',
  'Cannot be changed once published.',
  'Cannot be changed after the owner was set by others.',
  'Cannot be changed by users.',
  'Immutable unless forced.',
  'A locked thing cannot be changed by others.',
  'Whether the tags are immutable.',
  'A viewer cannot change anything.',
  'The state. Closed things cannot be edited.',
  'Cannot be changed by PATCH; PUT replaces it.',
  'Marks the volume as immutable.',
  'The name of the member.',
  'Changes with each update.',
  undefined,
  `${'x'.repeat(5000)}. Immutable.`,
])('an update may change it: %s', (description) => expect(saysImmutable(description)).toBe(false))
