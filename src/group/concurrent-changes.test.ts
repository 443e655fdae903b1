import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { GROUP } from '../run/tests/run.test-support.ts'
import { openConnection } from '../send/open-connection.ts'
import { refreshForeignKeys } from './concurrent-changes.ts'
import type { GroupConnection } from './group-connection.ts'
import { createGroupState } from './group-state.ts'

const NEXT = [{ rel: 'next', href: '?pageNum=2' }]
const PAGES = 4
const ON_PAGE = 100

/** A connection to a server whose list shows other keys each time, and a documented one on its last page. Notes the keys that are read. */
function connect(signal?: AbortSignal): { readonly connection: GroupConnection; readonly read: string[] } {
  const read: string[] = []
  let lists = 0
  const target = fetchTarget((request) => {
    const { pathname, searchParams } = new URL(request.url)
    const key = pathname.split('/').at(-1) ?? ''
    if (key === 'integrations') {
      lists += 1
      const isLast = Number(searchParams.get('pageNum') ?? 1) === PAGES
      const others = Array.from({ length: ON_PAGE }, (_, index) => `OTHER_${lists}_${index}`)
      const results = (isLast ? ['SLACK'] : others).map((type) => ({ type, id: `id of ${type}` }))
      return Response.json({ results, totalCount: (PAGES - 1) * ON_PAGE + 1, links: isLast ? [] : NEXT })
    }
    read.push(key)
    return Response.json({ type: key, id: `id of ${key}` })
  }, DEFAULT_LIMITS)
  const connection = { ...openConnection({ target, principals: {}, signal }), contract: CONTRACT, ledger: undefined }
  return { connection, read }
}

test('of hundreds of new keys in each list only some are read, and all that the contract has', async () => {
  const { connection, read } = connect()
  const group = createGroupState(GROUP)
  await refreshForeignKeys(group, connection)
  expect(read).toContain('SLACK')
  expect(read.length).toBeLessThan(200)
  expect(group.foreign.has('SLACK')).toBe(true)
})

test('an interruption ends the reads of new keys', async () => {
  const { connection, read } = connect(AbortSignal.abort())
  await refreshForeignKeys(createGroupState(GROUP), connection)
  expect(read).toEqual([])
})
