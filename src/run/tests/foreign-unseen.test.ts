import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP, inShort, type Shooting } from './run.test-support.ts'

const HEADERS = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }
const COLLECTION = `http://reference/api/atlas/v2/groups/${GROUP}/integrations`
const SLACK = { type: 'SLACK', apiToken: 'xoxb-0123456789-abcdef', channelName: 'alerts' }

/** A server whose answers a function may change, and another client that has one member there. */
function beside(answer: (request: Request, response: Response) => Response | Promise<Response> = (_, same) => same) {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  const sent: string[] = []
  const url = `${COLLECTION}/SLACK`
  return {
    sent,
    target: fetchTarget(async (request) => {
      sent.push(`${request.method} ${new URL(request.url).pathname.split('/').at(-1) ?? ''}`)
      return answer(request, await handler(request))
    }, DEFAULT_LIMITS),
    create: async () => handler(new Request(url, { method: 'POST', headers: HEADERS, body: JSON.stringify(SLACK) })),
    shown: async () => (await handler(new Request(url, { headers: HEADERS }))).text(),
  }
}

/** The list without SLACK, and with a total that does not count it. */
async function withoutSlack(request: Request, response: Response): Promise<Response> {
  if (request.method !== 'GET' || !new URL(request.url).pathname.endsWith('/integrations')) return response
  const list = (await response.json()) as { results: { type: string }[]; totalCount: number }
  const results = list.results.filter(({ type }) => type !== 'SLACK')
  return Response.json({ ...list, results, totalCount: results.length }, { headers: response.headers })
}

test('a member that the list hides is not deleted, and a finding says that the list hides it', async () => {
  const { target, sent, create, shown } = beside(withoutSlack)
  await create()
  const before = await shown()
  const { results } = await fireAt({ target, only: ['delete.absent[SLACK]', 'update.unconfigured[SLACK]'] })
  expect(await shown()).toBe(before)
  expect(sent.filter((one) => !one.startsWith('GET'))).toEqual([])
  expect(results.map(inShort)).toEqual([
    expect.stringMatching(
      /^delete\.absent\[SLACK\] fail; SLACK exists in the group, and the list hides it; .*list-holds-each-once: expected SLACK in the list; a read shows SLACK, and the list hides it/,
    ),
    'update.unconfigured[SLACK] skip; SLACK exists in the group, and the list hides it; the run never changes members from before the run',
  ])
})

/** Fires two cases. Another client creates a member between them, so many milliseconds after the run has seen that there is none. */
async function createdBetween(milliseconds: number, plan: Omit<Shooting, 'target'> = {}) {
  let now = Date.UTC(2026, 0, 15)
  let isDeleted = false
  let before = ''
  const stage = beside(async (request, response) => {
    if (request.method === 'DELETE') isDeleted = true
    else if (isDeleted && before === '' && request.url.endsWith('/SLACK')) {
      await stage.create()
      before = await stage.shown()
      now += milliseconds
    }
    return response
  })
  const clock = { now: () => now, sleep: () => Promise.resolve() }
  const only = ['delete.absent[SLACK]', 'update.unconfigured[SLACK]']
  const { results } = await fireAt({ target: stage.target, only, clock, ...plan })
  return { results, isKept: (await stage.shown()) === before, sent: stage.sent }
}

test('a member that another client creates is not overwritten once the knowledge of its absence is a second old', async () => {
  const { results, isKept, sent } = await createdBetween(1_000)
  expect([isKept, sent.filter((one) => one.startsWith('PUT'))]).toEqual([true, []])
  expect(results.map(inShort)).toEqual([
    'delete.absent[SLACK] pass',
    'update.unconfigured[SLACK] skip; SLACK was created by another client during the run; the run leaves SLACK unchanged',
  ])
})

test('each key is read once before its first delete, and no more while answers show that it is absent', async () => {
  const { target, sent } = beside()
  const { results } = await fireAt({ target, only: ['delete.absent', 'update.unconfigured'], inFlight: 1 })
  expect(results.every(({ status }) => status === 'pass')).toBe(true)
  expect(sent.filter((one) => one.endsWith(' WEBHOOK'))).toEqual([
    'GET WEBHOOK',
    'DELETE WEBHOOK',
    'PUT WEBHOOK',
    'GET WEBHOOK',
    'DELETE WEBHOOK',
  ])
})
