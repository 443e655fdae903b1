import { expect, test } from 'vitest'
import { saysServerSets } from './says-server-sets.ts'

test.each([
  'Opaque. Set by the server.',
  'The revision, managed by the system',
  'Output only. The time of the last change.',
  'The name of the topic. Ignored in a create.',
  'A number that is assigned by the service.',
  'The observed state. Ignored by all writes but those of /status.',
  'The time of the creation. Clients may not set this value. Populated by the system. Read-only. Null for lists.',
  'The id, if one was given. This is a read-only field.',
  'The host of the service, by default (read only).',
])('the server sets what is described as %s', (description) => expect(saysServerSets(description)).toBe(true))

test.each([
  'Set by the server unless given.',
  'Assigned by the server if omitted',
  'The name of the server',
  'True for a key that is read-only',
  'The owner. Ignored by updates.',
  'Clients may not set this value to null. Populated by the system if omitted.',
  'The name. Read-only after the creation. Optional.',
  'Read-only is the usual mode. Optional.',
  7,
  undefined,
])('a client may set what is described as %s', (description) => expect(saysServerSets(description)).toBe(false))
