import { expect, test } from 'vitest'
import type { Resource } from '../../resource/model.ts'
import type { Member } from '../session/member.ts'
import { createMemberPool, type MemberPool } from '../session/member-pool.ts'
import { leaveUnused, takeUnused } from './members-of-run.ts'

const resource = { name: 'lamp' } as Resource
const room = { own: ['1'] } as unknown as Member

function memberOf(own: string, parent?: Member): Member {
  return { resource, parent, above: [], own: [own] } as unknown as Member
}

function poolWith(...shared: readonly Member[]): MemberPool {
  const entries = shared.map((one, index) => [String(index), one] as const)
  return { ...createMemberPool(), shared: new Map(entries) }
}

test('a member that a law leaves is taken once, in the order in which they were left', () => {
  const pool = poolWith()
  leaveUnused(resource, [memberOf('1'), memberOf('2')], pool)
  leaveUnused(resource, [memberOf('3')], pool)
  const taken = [1, 2, 3, 4].map(() => takeUnused(resource, {}, pool)?.own[0])
  expect(taken).toEqual(['1', '2', '3', undefined])
})

test('a law that wants a certain member takes none that was left', () => {
  const pool = poolWith(room)
  leaveUnused(resource, [memberOf('1', room)], pool)
  expect(takeUnused(resource, { variant: 2 }, pool)).toBeUndefined()
  expect(takeUnused(resource, { parent: room }, pool)).toBeUndefined()
  expect(takeUnused(resource, { parent: undefined }, pool)?.own).toEqual(['1'])
})

test('a member below a parent that laws no longer share is not taken', () => {
  const pool = poolWith()
  leaveUnused(resource, [memberOf('1', room)], pool)
  expect(takeUnused(resource, {}, pool)).toBeUndefined()
})
