import { expect, test } from 'vitest'
import type { Role } from '../../contract/contract.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { plain } from '../../plan/plain-request.ts'
import type { PlannedTogether } from '../../plan/planned-case.ts'
import { clientsOf } from './clients-of.ts'

const shot = (operation: Role): PlannedTogether => ({ request: plain({ operation, key: 'SLACK' }), expect: [] })
const [update, read, list, remove] = [shot('update'), shot('read'), shot('list'), shot('delete')]

test('each request is a client of its own', () => {
  expect(clientsOf([update, read], 4, CONTRACT)).toEqual([[update], [read]])
})

test('in each fifth round one client writes, and each reader reads again', () => {
  const clients = clientsOf([update, read, update, list], 5, CONTRACT)
  expect(clients.map((client) => new Set(client).size)).toEqual([1, 1, 1])
  expect(clients.map((client) => client.length)).toEqual([8, 6, 6])
  expect(clients.map(([first]) => first)).toEqual([update, read, list])
})

test.each([
  ['a delete', [remove, read]],
  ['reads alone', [read, list]],
  ['writes alone', [update, update]],
])('%s is sent once in each round', (_, shots) => {
  expect(clientsOf(shots, 5, CONTRACT)).toEqual(shots.map((one) => [one]))
})
