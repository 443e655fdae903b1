import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS, type Target } from '../../http/target.ts'
import type { RunEvent } from '../../report/run-event.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { fireAt, GROUP, inShort } from './run.test-support.ts'

const ONLY = ['create.minimal[SLACK]']
const KEEPS = faults.find(({ id }) => id === 'deletes.keep-the-integration')

/** A server that answers each delete with 204 and keeps the integration. */
async function keeping(): Promise<string> {
  const server = await createReference({ ...KEEPS?.options, overrides: KEEPS?.overrides ?? [] }).listen()
  onTestFinished(() => server.close())
  return server.url
}

test('a member of the run that outlasts its delete violates, with the delete and the later read, also if all cases passed', async () => {
  const events: RunEvent[] = []
  const report = await fireAt({ target: await keeping(), only: ONLY, onEvent: (event) => void events.push(event) })
  expect(report).toMatchObject({ verdict: 'violates', leftBehind: [`SLACK in ${GROUP}`], totals: { fail: 1 } })
  const [result] = report.results
  expect(report.results.map(inShort)).toEqual([
    'create.minimal[SLACK] fail; deleted-is-gone: expected no SLACK after its removal was answered 204; a later read shows the member of the run',
  ])
  const [finding] = result?.findings ?? []
  expect(finding).toMatchObject({ cause: 'deleted-is-gone/accepted', at: 'status', expected: 404, actual: 200 })
  const last = result?.exchanges.slice(-2).map(({ request, response }) => `${request.method} ${response?.status ?? 0}`)
  expect([last, result?.exchanges.length]).toEqual([['DELETE 204', 'GET 200'], (finding?.exchange ?? 0) + 1])
  expect(report.causes.map(({ id }) => id)).toEqual(['deleted-is-gone/accepted'])
  const told = events.flatMap((event) => (event.type === 'result' ? [event.result.status] : []))
  expect(told).toEqual(['pass', 'fail'])
})

test('a member that outlasts its delete is open in the ledger again, with its id', async () => {
  const entries: string[] = []
  const note = (name: string) => (): void => void entries.push(name)
  const ledger = { writing: note('writing'), identified: note('identified'), gone: note('gone') }
  await fireAt({ target: await keeping(), only: ONLY, ledger })
  expect(entries.slice(entries.lastIndexOf('gone'))).toEqual(['gone', 'writing', 'identified'])
})

test('the cause is that of a case that reads after a delete', async () => {
  const { causes } = await fireAt({ target: await keeping(), only: ['delete.configured', ...ONLY] })
  expect(causes.map(({ id }) => id).filter((id) => id.startsWith('deleted-is-gone'))).toEqual([
    'deleted-is-gone/accepted',
  ])
})

test('without a requirement about removals, a run that could not remove what it created is inconclusive', async () => {
  const { removal: _, ...resource } = CONTRACT.resource
  const report = await fireAt({ target: await keeping(), only: ONLY, contract: { ...CONTRACT, resource } })
  expect(report).toMatchObject({
    totals: { pass: 1 },
    verdict: 'inconclusive',
    reason: `the run could not remove what it created: SLACK in ${GROUP}`,
    leftBehind: [`SLACK in ${GROUP}`],
  })
})

test('while another run writes to the group, a member that outlasts its delete violates nothing', async () => {
  const report = await fireAt({ target: await keeping(), only: ONLY, otherRun: () => 'their.jsonl' })
  expect(report).toMatchObject({ verdict: 'inconclusive', totals: { pass: 1 } })
})

/** The reference in this process, with the handler for the deletes of its clean-up. */
function deleting(
  onDelete: (handle: (request: Request) => Promise<Response>, request: Request) => Promise<Response>,
): Target {
  const handle = fetchHandler(createReference({ groups: [GROUP] }))
  return fetchTarget(
    (request) => (request.method === 'DELETE' ? onDelete(handle, request) : handle(request)),
    DEFAULT_LIMITS,
  )
}

test('a member that another client creates after the last delete is not called a member of the run', async () => {
  let deletes = 0
  const target = deleting(async (handle, request) => {
    deletes += 1
    if (deletes === 1) return new Response(null, { status: 204 })
    const answer = await handle(request)
    const body = JSON.stringify({ type: 'SLACK', apiToken: 'xoxb-0000-of-another-client', channelName: '#theirs' })
    await handle(new Request(request.url, { method: 'POST', body, headers: CONTRACT.headers }))
    return answer
  })
  const report = await fireAt({ target, only: ONLY })
  expect(report).toMatchObject({ verdict: 'inconclusive', totals: { pass: 1 } })
  expect(deletes).toBe(2)
})

test('a member after the last delete whose read tells no writer stays, and is named', async () => {
  const reference = fetchHandler(createReference({ groups: [GROUP] }))
  let deletes = 0
  const target = fetchTarget(async (request) => {
    const isOfSlack = request.url.endsWith('/SLACK')
    if (isOfSlack && request.method === 'GET' && deletes > 0) return new Response('no', { status: 500 })
    const answer = await reference(request)
    if (request.method !== 'DELETE') return answer
    deletes += 1
    const body = JSON.stringify({ type: 'SLACK', apiToken: 'xoxb-0000-of-another-client', channelName: '#theirs' })
    await reference(new Request(request.url, { method: 'POST', body, headers: CONTRACT.headers }))
    return answer
  }, DEFAULT_LIMITS)
  const report = await fireAt({ target, only: ONLY })
  expect(deletes).toBe(1)
  expect(report.leftBehind).toEqual([`SLACK in ${GROUP}`])
})

test('a delete that is refused is no success, and shows no violation at the end of a run', async () => {
  const refused = { error: 400, errorCode: 'WEBHOOK_NOTIFICATIONS_PRESENT', reason: 'Bad Request' }
  const report = await fireAt({
    target: deleting(() => Promise.resolve(Response.json(refused, { status: 400 }))),
    only: ONLY,
  })
  expect(report).toMatchObject({ verdict: 'inconclusive', leftBehind: [`SLACK in ${GROUP}`] })
})

test('an update that stores nothing is judged, although the delete of its clean-up is refused', async () => {
  const handle = fetchHandler(createReference({ groups: [GROUP] }))
  const list = new URL(`http://in-process.invalid/api/atlas/v2/groups/${GROUP}/integrations`)
  const target = fetchTarget((request) => {
    if (!request.url.endsWith('/HIP_CHAT')) return handle(request)
    if (request.method === 'PUT') return handle(new Request(list, { headers: request.headers }))
    const refused = {
      error: 400,
      errorCode: 'HIPCHAT_NOT_SUPPORTED',
      detail: 'No.',
      reason: 'Bad Request',
      parameters: [],
    }
    return Response.json(refused, { status: 400 })
  }, DEFAULT_LIMITS)
  const { verdict, results, leftBehind } = await fireAt({ target, only: ['path.hip-chat-*'] })
  expect(verdict).toBe('violates')
  expect(results.flatMap(({ id, status }) => (status === 'pass' ? [] : [`${id}: ${status}`]))).toEqual([
    'path.hip-chat-write[update,{"type":"HIP_CHAT"}]: fail',
    'path.hip-chat-write[update,{}]: fail',
    'path.hip-chat-with-secrets[update]: fail',
  ])
  expect(leftBehind).toBeUndefined()
})

test('a member that no request can remove is told by few cases, and not by each later list', async () => {
  const handle = fetchHandler(createReference({ groups: [GROUP] }))
  let stray: object | undefined
  const target = fetchTarget(async (request) => {
    const isList = request.url.endsWith('/integrations')
    if (request.method === 'POST' && request.url.endsWith('/DATADOG'))
      stray ??= { type: 'DATADOG', apiKey: '****', id: '6a79404f2c88faeba59beea6' }
    const answer = await handle(request)
    if (!isList || stray === undefined || request.method === 'HEAD') return answer
    // A look at the group is due a second after a failure.
    await setTimeout(400)
    const page = (await answer.json()) as { results: object[]; totalCount: number }
    const body = { ...page, results: [...page.results, stray], totalCount: page.totalCount + 1 }
    return Response.json(body, { headers: answer.headers })
  }, DEFAULT_LIMITS)
  const only = ['create.full', 'create.again-and-again', 'delete.configured', 'list.*', 'page.number-of-list']
  const { leftBehind, results } = await fireAt({ target, only })
  const lists = results.filter(({ findings }) => findings.some(({ at }) => at === 'body#/results'))
  expect(lists.length).toBeGreaterThan(0)
  expect(lists.length).toBeLessThan(8)
  expect(leftBehind).toEqual([`DATADOG in ${GROUP}`])
}, 60_000)

test('a delete that is answered 404 while its member stays is a finding of its case, and the member is removed later', async () => {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  let isDenied = false
  const target = fetchTarget((request) => {
    const isFirst = request.method === 'DELETE' && !isDenied
    isDenied ||= isFirst
    return isFirst ? Promise.resolve(Response.json({ error: 404 }, { status: 404 })) : handler(request)
  }, DEFAULT_LIMITS)
  const report = await fireAt({ target, only: [...ONLY, 'read.absent[SLACK]', 'list.empty'] })
  const [created, ...others] = report.results.map(inShort).toSorted()
  expect(created).toMatch(/^create\.minimal\[SLACK\] fail.*; delete-succeeds: expected status 2xx; the answer is 404/)
  expect(others).toEqual(['list.empty pass', 'read.absent[SLACK] pass'])
  expect(report.leftBehind).toBeUndefined()
})
