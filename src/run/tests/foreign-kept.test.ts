import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import type { Result } from '../../report/report.ts'
import { fireAt, GROUP, OTHER_GROUP } from './run.test-support.ts'

const HEADERS = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }
const TYPES = CONTRACT.resource.key.values

/** Members of another client. */
const SLACK = { type: 'SLACK', apiToken: 'xoxb-0123456789-abcdef', channelName: 'alerts' }
const OPS_GENIE = { type: 'OPS_GENIE', apiKey: '01234567-89ab-4cde-a012-3456789abcde', region: 'EU' }

/** A server with a member of another client, which takes each request for the one that `reads` makes of it. */
async function servedAs(member: { readonly type: string }, reads: (request: Request) => Promise<Request>) {
  const handler = fetchHandler(createReference({ groups: [GROUP, OTHER_GROUP] }))
  const url = `http://reference/api/atlas/v2/groups/${GROUP}/integrations/${member.type}`
  await handler(new Request(url, { method: 'POST', headers: HEADERS, body: JSON.stringify(member) }))
  return {
    target: fetchTarget(async (request) => handler(await reads(request)), DEFAULT_LIMITS),
    shown: async () => (await handler(new Request(url, { headers: HEADERS }))).text(),
  }
}

function withUrl(request: Request, url: string): Request {
  return new Request(url, { method: request.method, headers: request.headers, body: request.body, duplex: 'half' })
}

function reasons(results: readonly Result[]): readonly (string | undefined)[] {
  return results.filter(({ status }) => status === 'skip').map(({ reason }) => reason)
}

test('a server with one project for all group ids loses no member to writes in a group that does not exist', async () => {
  const { target, shown } = await servedAs(SLACK, (request) =>
    Promise.resolve(withUrl(request, request.url.replace(CONTRACT.resource.scope.unknown, GROUP))),
  )
  const before = await shown()
  const only = ['isolation.unknown-group[SLACK]', 'isolation.unknown-group[VICTOR_OPS]', 'history.**']
  const { results } = await fireAt({ target, only, otherGroup: OTHER_GROUP, runs: 2 })
  expect(await shown()).toBe(before)
  expect(reasons(results)).toContain(
    `SLACK exists in the group ${GROUP}; the run never changes members from before the run`,
  )
  expect(results.find(({ id }) => id === 'isolation.unknown-group[VICTOR_OPS]')?.status).toBe('fail')
})

test('a server that stores by the type in the body loses no member to a request to another type', async () => {
  const { target, shown } = await servedAs(OPS_GENIE, async (request) => {
    const text = await request.clone().text()
    const named = TYPES.find((type) => text.includes(`"type":"${type}"`))
    const isWrite = request.method === 'PUT' || request.method === 'POST'
    return named === undefined || !isWrite ? request : withUrl(request, request.url.replace(/\w+(?=$|\?)/, named))
  })
  const before = await shown()
  const refuses = ['VICTOR_OPS', 'OPS_GENIE'].map((type) => `property.create-refuses[${type}]`)
  const { results } = await fireAt({ target, only: refuses, seed: 5, runs: 1 })
  expect(await shown()).toBe(before)
  // An example that names the type of another client leaves the others as they are.
  expect(results.map(({ id, status }) => [id, status])).toEqual([
    ['property.create-refuses[OPS_GENIE]', 'skip'],
    ['property.create-refuses[VICTOR_OPS]', 'pass'],
  ])
})
