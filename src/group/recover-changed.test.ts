import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { GROUP } from '../run/tests/run.test-support.ts'
import { openConnection } from '../send/open-connection.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Recovery, recover } from './recover.ts'

const SENT = { type: 'SLACK', apiToken: 'xoxb-0123456789-abcdef', channelName: 'a channel of the run' }
const ID = '6b0f7cd98383e91b0bea3eac'

/** The outcome of a clean-up where a read shows a member, and the methods of all requests. */
async function cleanedUp(shown: object): Promise<{ readonly outcomes: readonly Recovery[]; readonly asked: string[] }> {
  const asked: string[] = []
  let isThere = true
  const target = fetchTarget(({ method }) => {
    asked.push(method)
    if (method === 'DELETE') isThere = false
    if (method === 'DELETE') return new Response(null, { status: 204 })
    return isThere ? Response.json({ ...shown, id: ID }) : Response.json({}, { status: 404 })
  }, DEFAULT_LIMITS)
  const connection = { ...openConnection({ target, principals: {} }), contract: CONTRACT, ledger: undefined }
  const fingerprints = [fingerprintOf(SENT, 'SLACK', CONTRACT)]
  const outcomes: Recovery[] = []
  for await (const one of recover([{ group: GROUP, key: 'SLACK', fingerprints, ids: [ID] }], connection))
    outcomes.push(one)
  return { outcomes, asked }
}

test.each([
  ['a plain value', { ...SENT, apiToken: '******************cdef', channelName: 'alerts' }],
  ['the visible end of a secret', { ...SENT, apiToken: '******************wxyz' }],
])('a member with the id of the run is kept where %s is not of the run', async (_, shown) => {
  const { outcomes, asked } = await cleanedUp(shown)
  expect(outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    [
      'unknown',
      'SLACK has the id of a member of the run and other values, so another client changed it; delete SLACK if nobody needs it',
    ],
  ])
  expect(asked).toEqual(['GET'])
})

test('a member with the id of the run is removed where its secret is masked, and a property is not shown', async () => {
  const { outcomes } = await cleanedUp({ type: 'SLACK', apiToken: '**********************' })
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['removed'])
})
