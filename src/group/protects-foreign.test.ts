import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { protectsForeign } from './protects-foreign.ts'

const FREE = { ...CONTRACT, resource: { ...CONTRACT.resource, key: { ...CONTRACT.resource.key, values: [] } } }
const group = { foreign: new Set(['ours']) }
const write = { operation: 'update' as const, key: 'ours' }

test('of a contract with free keys, a write to a member from before the run is not sent', () => {
  const reason = 'ours exists in the group; the run never changes members from before the run'
  expect(protectsForeign(write, group, { contract: FREE })).toBe(reason)
  const method = { operation: 'read' as const, key: 'ours', method: 'DELETE' }
  expect(protectsForeign(method, group, { contract: FREE })).toBe(reason)
})

test('a read, a member of the run, another group and a listed key are not held back', () => {
  const read = { operation: 'read' as const, key: 'ours' }
  expect(protectsForeign(read, group, { contract: FREE })).toBe(undefined)
  expect(protectsForeign({ ...write, key: 'new' }, group, { contract: FREE })).toBe(undefined)
  expect(protectsForeign(write, undefined, { contract: FREE })).toBe(undefined)
  expect(protectsForeign(write, group, { contract: CONTRACT })).toBe(undefined)
})
