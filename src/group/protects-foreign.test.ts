import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { protectsForeign } from './protects-foreign.ts'

const FREE = { ...CONTRACT, resource: { ...CONTRACT.resource, key: { ...CONTRACT.resource.key, values: [] } } }
const group = { foreign: new Set(['theirs', 'SLACK']), isListed: true }
const write = { operation: 'update' as const, key: 'theirs' }

test('of a contract with free keys, a write to a member from before the run is not sent', () => {
  const reason = 'theirs exists in the group; the run never changes members from before the run'
  expect(protectsForeign(write, group, { contract: FREE })).toBe(reason)
  const method = { operation: 'read' as const, key: 'theirs', method: 'DELETE' }
  expect(protectsForeign(method, group, { contract: FREE })).toBe(reason)
})

test('a read, a member of the run, another group and a listed key are not held back', () => {
  const read = { operation: 'read' as const, key: 'theirs' }
  expect(protectsForeign(read, group, { contract: FREE })).toBe(undefined)
  expect(protectsForeign({ ...write, key: 'new' }, group, { contract: FREE })).toBe(undefined)
  expect(protectsForeign(write, undefined, { contract: FREE })).toBe(undefined)
  expect(protectsForeign({ ...write, key: 'SLACK' }, group, { contract: CONTRACT })).toBe(undefined)
})

test('a write to a member under a type that the contract does not list is not sent', () => {
  expect(protectsForeign(write, group, { contract: CONTRACT })).toBe(
    'theirs exists in the group; the run never changes members from before the run',
  )
})

test('without a whole list, a write under such a type is not sent', () => {
  const unlisted = { foreign: new Set<string>(), isListed: false }
  expect(protectsForeign(write, unlisted, { contract: CONTRACT })).toBe(
    'theirs may exist in the group: the target gave no whole list; the run never changes members from before the run',
  )
  expect(protectsForeign({ ...write, key: 'SLACK' }, unlisted, { contract: CONTRACT })).toBe(undefined)
  expect(protectsForeign(write, unlisted, { contract: FREE })).toBe(undefined)
})
