import { expect, test } from 'vitest'
import { hasUriExample } from './uri-example.ts'

test.each([
  [[['urn:ietf:params:scim:schemas:core:2.0:User']], true],
  [[['https://example.com/schemas/a', 'urn:b']], true],
  [[['red', 'urn:b']], false],
  [[[]], false],
  [['urn:b'], false],
])('the examples %j have URIs alone: %s', (examples, expected) => expect(hasUriExample({ examples })).toBe(expected))
