import { expect, test } from 'vitest'
import type { Resource } from '../../resource/model.ts'
import type { Member } from '../session/member.ts'
import type { LawSession } from '../session/session.ts'
import { leaveUnused, takeUnused } from './members-of-run.ts'

const resource = { name: 'lamp' } as Resource
const room = { own: ['1'] } as unknown as Member

function memberOf(own: string, parent?: Member): Member {
  return { resource, parent, above: [], own: [own] } as unknown as Member
}

function sessionWith(...shared: readonly Member[]): LawSession {
  const entries = shared.map((one, index) => [String(index), one] as const)
  return { unused: new Map(), shared: new Map(entries) } as unknown as LawSession
}

test('a member that a law leaves is taken once, in the order in which they were left', () => {
  const session = sessionWith()
  leaveUnused(resource, [memberOf('1'), memberOf('2')], session)
  leaveUnused(resource, [memberOf('3')], session)
  const taken = [1, 2, 3, 4].map(() => takeUnused(resource, {}, session)?.own[0])
  expect(taken).toEqual(['1', '2', '3', undefined])
})

test('a law that wants a certain member takes none that was left', () => {
  const session = sessionWith(room)
  leaveUnused(resource, [memberOf('1', room)], session)
  expect(takeUnused(resource, { variant: 2 }, session)).toBeUndefined()
  expect(takeUnused(resource, { parent: room }, session)).toBeUndefined()
  expect(takeUnused(resource, { parent: undefined }, session)?.own).toEqual(['1'])
})

test('a member below a parent that laws no longer share is not taken', () => {
  const session = sessionWith()
  leaveUnused(resource, [memberOf('1', room)], session)
  expect(takeUnused(resource, {}, session)).toBeUndefined()
})
