import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP, inShort } from '../tests/run.test-support.ts'

/** The first case proves that the target answers several requests at once. The second starts from nine members. */
const ONLY = ['delete.absent', 'list.all-types']

interface Deleting {
  /** The answer to a delete of a member; undefined for that of the reference. */
  readonly refuse?: (key: string, underway: number) => number | undefined
  readonly only?: readonly string[]
  readonly inFlight?: number
}

/** Fires cases at the reference. Returns the report in short, the most deletes that were under way at once, and what is left. */
async function fireDeleting({ refuse, only = ONLY, inFlight = 8 }: Deleting) {
  const handle = fetchHandler(createReference({ groups: [GROUP] }))
  const created = new Set<string>()
  let [underway, most] = [0, 0]
  const target = fetchTarget(async (request) => {
    const key = new URL(request.url).pathname.split('/').at(-1) ?? ''
    if (request.method === 'POST') created.add(key)
    if (request.method !== 'DELETE' || !created.has(key)) return handle(request)
    underway += 1
    most = Math.max(most, underway)
    const status = refuse?.(key, underway)
    await setTimeout(5)
    underway -= 1
    return status === undefined ? handle(request) : Response.json({ error: status }, { status })
  }, DEFAULT_LIMITS)
  const { verdict, results, leftBehind } = await fireAt({ target, only, inFlight })
  const failed = results.filter(({ status }) => status !== 'pass').map(inShort)
  return { verdict, failed, most, leftBehind }
}

test('members of a case are deleted side by side, once the target has answered several requests at once', async () => {
  expect(await fireDeleting({})).toMatchObject({ verdict: 'conforms', failed: [], most: 8 })
  expect(await fireDeleting({ only: ['list.all-types'] })).toMatchObject({ verdict: 'conforms', most: 1 })
  expect(await fireDeleting({ inFlight: 1 })).toMatchObject({ verdict: 'conforms', most: 1 })
})

test.each([409, 423, 503])('a delete that is answered %i beside others is sent again alone', async (busy) => {
  const refuse = (_: string, underway: number): number | undefined => (underway > 1 ? busy : undefined)
  expect(await fireDeleting({ refuse })).toMatchObject({ verdict: 'conforms', failed: [], leftBehind: undefined })
})

test.each([405, 409, 500])('a delete that is always answered %i is found, beside others as alone', async (status) => {
  const refuse = (key: string): number | undefined => (key === 'SLACK' ? status : undefined)
  const together = await fireDeleting({ refuse })
  const alone = await fireDeleting({ refuse, inFlight: 1 })
  expect(together).toMatchObject({ verdict: 'violates', leftBehind: [`SLACK in ${GROUP}`], most: 8 })
  expect(together.failed).toEqual(alone.failed)
})

test('a delete that is answered 404 of a member that stays is found beside others', async () => {
  const { verdict, leftBehind } = await fireDeleting({ refuse: (key) => (key === 'SLACK' ? 404 : undefined) })
  expect([verdict, leftBehind]).toEqual(['violates', [`SLACK in ${GROUP}`]])
})
