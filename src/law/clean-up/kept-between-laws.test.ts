import { expect, test } from 'vitest'
import type { Claims } from '../session/claims.ts'
import type { Member } from '../session/member.ts'
import type { MemberPool } from '../session/member-pool.ts'
import { claimsOfOthers, keptBetweenLaws } from './kept-between-laws.ts'

function memberOf(claim: number, refersTo: readonly Member[] = [], parent?: Member): Member {
  return { claim, refersTo, parent } as unknown as Member
}

const pool: MemberPool = {
  shared: new Map([['room', memberOf(1, [memberOf(5, [], memberOf(6))])]]),
  named: new Map(),
  several: new Map([['lamp', [memberOf(2)]]]),
  unused: new Map([['lamp', [memberOf(3)]]]),
  naming: new Set(),
}
const claims = { open: new Map([1, 2, 3, 4, 5, 6].map((n) => [n, {}])) } as unknown as Claims

test('a law removes a member that it takes from earlier laws, and none of the others', () => {
  expect([...claimsOfOthers({ claims, pool })]).toEqual([1, 2, 4, 5, 6])
})

test('members that laws share or leave are kept, those that they name, and their parents', () => {
  expect(keptBetweenLaws(pool)).toEqual(new Set([1, 2, 3, 5, 6]))
})
