import { expect, test } from 'vitest'
import { scopePlaces, withScopes } from './scope-places.ts'

const SCOPES = { account: { parameter: 'account_id' }, project: { parameter: 'id' } }

test('a place whose words are those of a scope names it', () => {
  const member = {
    accountId: 'a',
    account: { id: 'b', name: 'c' },
    metadata: { account_id: 'd' },
    owner: { account_id: 'e' },
    id: 'f',
    projectId: 'g',
    toAccountId: 'h',
  }
  expect([...scopePlaces(member, SCOPES)]).toEqual([
    ['/accountId', 'account'],
    ['/account/id', 'account'],
    ['/metadata/account_id', 'account'],
    ['/projectId', 'project'],
  ])
})

const scoped = (refers: Readonly<Record<string, unknown>>, isValid: (member: unknown) => boolean): unknown =>
  withScopes({ accountId: 'w', name: 'n' }, () => '17', { scopes: SCOPES, refers, isValid })

test('a scope is put where the document allows its value, as a text or a number, and where no resource is named', () => {
  expect(scoped({}, () => true)).toEqual({ accountId: '17', name: 'n' })
  expect(scoped({}, (member) => JSON.stringify(member).includes(':17'))).toEqual({ accountId: 17, name: 'n' })
  expect(scoped({}, () => false)).toEqual({ accountId: 'w', name: 'n' })
  expect(scoped({ '/accountId': 'account' }, () => true)).toEqual({ accountId: 'w', name: 'n' })
})
