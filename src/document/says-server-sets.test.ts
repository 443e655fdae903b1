import { expect, test } from 'vitest'
import { saysServerSets } from './says-server-sets.ts'

test.each([
  'Opaque. Set by the server.',
  'The revision, managed by the system',
  'A number that is assigned by the service.',
])('the server sets what is described as %s', (description) => expect(saysServerSets(description)).toBe(true))

test.each([
  'Set by the server unless given.',
  'Assigned by the server if omitted',
  'The name of the server',
  7,
  undefined,
])('a client may set what is described as %s', (description) => expect(saysServerSets(description)).toBe(false))
