import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { protectsForeign, type WriteReach } from './protects-foreign.ts'

const FREE = { ...CONTRACT, resource: { ...CONTRACT.resource, key: { ...CONTRACT.resource.key, values: [] } } }
const group = { id: 'own', foreign: new Set(['theirs', 'SLACK']), isListed: true }
const other = { id: 'other', foreign: new Set(['DATADOG']), isListed: true }
const reach: WriteReach = { group, groups: [group, other], named: [] }
const nowhere: WriteReach = { ...reach, group: undefined }
const write = { operation: 'update' as const, key: 'theirs' }

test('of a contract with free keys, a write to a member from before the run is not sent', () => {
  const reason = 'theirs exists in the group; the run never changes members from before the run'
  expect(protectsForeign(write, reach, { contract: FREE })).toBe(reason)
  const method = { operation: 'read' as const, key: 'theirs', method: 'DELETE' }
  expect(protectsForeign(method, reach, { contract: FREE })).toBe(reason)
})

test('a read and a member of the run are not held back', () => {
  const read = { operation: 'read' as const, key: 'theirs' }
  expect(protectsForeign(read, reach, { contract: FREE })).toBe(undefined)
  expect(protectsForeign({ ...write, key: 'new' }, reach, { contract: FREE })).toBe(undefined)
  expect(protectsForeign({ ...write, key: 'PAGER_DUTY' }, reach, { contract: CONTRACT })).toBe(undefined)
  expect(protectsForeign({ operation: 'token' }, reach, { contract: CONTRACT })).toBe(undefined)
})

test.each([
  { place: 'the group of the request', request: { ...write, key: 'SLACK' }, reason: 'SLACK exists in the group' },
  {
    place: 'a group that is not of the run',
    request: { ...write, key: 'SLACK' },
    reach: nowhere,
    reason: 'SLACK exists in the group own',
  },
  {
    place: 'another group of the run',
    request: { ...write, key: 'DATADOG' },
    reason: 'DATADOG exists in the group other',
  },
  {
    place: 'an encoded segment',
    request: { operation: 'delete' as const, rawKey: '%53LACK' },
    reason: 'SLACK exists in the group',
  },
  {
    place: 'the body of a request',
    request: { ...write, key: 'PAGER_DUTY' },
    reach: { ...reach, named: ['DATADOG'] },
    reason: 'the body of a request names DATADOG, which exists in the group other',
  },
])('a key that has a member of another client is not written: $place', ({ request, reach: own = reach, reason }) => {
  expect(protectsForeign(request, own, { contract: CONTRACT })).toBe(
    `${reason}; the run never changes members from before the run`,
  )
})

test('a write to a member under a type that the contract does not list is not sent', () => {
  expect(protectsForeign(write, reach, { contract: CONTRACT })).toBe(
    'theirs exists in the group; the run never changes members from before the run',
  )
})

test('without a whole list, a write under such a type is not sent', () => {
  const unlisted: WriteReach = { ...reach, groups: [], group: { foreign: new Set<string>(), isListed: false } }
  expect(protectsForeign(write, unlisted, { contract: CONTRACT })).toBe(
    'theirs may exist in the group: the target gave no whole list; the run never changes members from before the run',
  )
  expect(protectsForeign({ ...write, key: 'SLACK' }, unlisted, { contract: CONTRACT })).toBe(undefined)
  expect(protectsForeign(write, unlisted, { contract: FREE })).toBe(undefined)
})
