import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadContract } from '../contract/load-contract.ts'
import { ENVIRONMENT_ROLES } from '../http/auth/find-scheme.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { openConnection } from '../send/open-connection.ts'
import { TOOL } from '../source/tool.ts'
import { forgetGone, refreshForeignKeys } from './concurrent-changes.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { GroupConnection } from './group-connection.ts'
import { createGroupState } from './group-state.ts'
import { sweep } from './sweep.ts'

const { contract } = loadContract(join(TOOL.root, 'fixtures', 'widgets'), ENVIRONMENT_ROLES)

const shown = (name: string): unknown => ({ id: `id of ${name}`, name, colour: 'red' })

/** A connection to a server with free keys, which lists these members and reads them. Notes the keys that are read. */
function connect(listed: readonly string[]): { readonly connection: GroupConnection; readonly read: string[] } {
  const read: string[] = []
  const target = fetchTarget((request) => {
    const key = new URL(request.url).pathname.split('/').at(-1) ?? ''
    if (key === 'widgets') return Response.json(listed.map(shown))
    read.push(key)
    return listed.includes(key) ? Response.json(shown(key)) : Response.json({ status: 404 }, { status: 404 })
  }, DEFAULT_LIMITS)
  return { connection: { ...openConnection({ target, principals: {} }), contract, ledger: undefined }, read }
}

const named = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

const [THERE, GONE] = [named('there', 250), named('gone', 150)]

test.each([
  ['after a list', refreshForeignKeys],
  ['before a repetition', forgetGone],
])('of hundreds of foreign members, those that the list lacks claim nothing %s, and few are read', async (_, look) => {
  const { connection, read } = connect(THERE)
  const group = createGroupState('corner')
  for (const key of [...THERE, ...GONE]) group.foreign.add(key)
  await look(group, connection)
  expect([...group.doubtful].toSorted()).toEqual(GONE.toSorted())
  expect(read).toEqual(GONE.slice(0, 100))
})

test('of few foreign members, each is read', async () => {
  const { connection, read } = connect(THERE)
  const group = createGroupState('corner')
  for (const key of ['there-1', 'gone-1']) group.foreign.add(key)
  await forgetGone(group, connection)
  expect([...group.doubtful]).toEqual(['gone-1'])
  expect(read).toEqual(['there-1', 'gone-1'])
})

test('a sweep reads a thousand new members at most, and tells that the others may be there', async () => {
  const { connection, read } = connect(named('new', 1_300))
  const group = createGroupState('corner')
  group.written.push(fingerprintOf({ name: 'own', colour: 'blue' }, 'own', contract))
  expect((await sweep(group, connection)).keys).toHaveLength(300)
  expect(read).toHaveLength(1_000)
})

test('a sweep reads no member that was there before the run, and none where the run has written nothing', async () => {
  const { connection, read } = connect(named('new', 3))
  const group = createGroupState('corner')
  await sweep(group, connection)
  expect(read).toEqual([])
  group.before.add('new-0')
  group.written.push(fingerprintOf({ name: 'own', colour: 'blue' }, 'own', contract))
  await sweep(group, connection)
  expect(read).toEqual(['new-1', 'new-2'])
})
