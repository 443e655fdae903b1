import type { IncomingMessage } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createReference, type ReferenceOptions } from '../../../fixtures/reference/reference.ts'
import { fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { served } from '../../http/served.test-support.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP } from './run.test-support.ts'

const VENDOR = 'application/vnd.atlas.2023-01-01+json'
const PATH = `/api/atlas/v2/groups/${GROUP}/integrations`
const BODIES: Readonly<Record<string, object>> = {
  PAGER_DUTY: { serviceKey: '0123456789abcdef0123456789abcdef' },
  SLACK: { apiToken: 'xoxb-0123456789', channelName: 'alerts' },
  DATADOG: { apiKey: '0123456789abcdef0123456789abcdef', region: 'US' },
  NEW_RELIC: { accountId: 'a'.repeat(40), licenseKey: 'b'.repeat(40), readToken: 'c', writeToken: 'd' },
  OPS_GENIE: { apiKey: '01234567-89ab-4cde-a012-3456789abcde' },
  VICTOR_OPS: { apiKey: '01234567-89ab-4cde-a012-3456789abcde' },
  WEBHOOK: { url: 'https://example.com/somebody' },
  PROMETHEUS: { username: 'u', enabled: true, serviceDiscovery: 'http' },
  MICROSOFT_TEAMS: { microsoftTeamsWebhookUrl: 'https://example.com/somebody' },
}

interface Own {
  readonly url: string
  readonly put: (type: string, group?: string) => Promise<void>
  readonly stored: (group?: string) => Promise<unknown>
  readonly seen: IncomingMessage[]
}

const pathOf = (group = GROUP): string => PATH.replace(GROUP, group)

/** A reference server that records its requests and may hold foreign members. */
async function own(options: ReferenceOptions = {}): Promise<Own> {
  const reference = createReference(options)
  const seen: IncomingMessage[] = []
  const url = await served((request, response) => {
    seen.push(request)
    void reference.handle(request, response)
  })
  const call = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { Accept: VENDOR, 'Content-Type': VENDOR },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    url,
    seen,
    async put(type, group) {
      const { status } = await call('POST', `${pathOf(group)}/${type}`, { type, ...BODIES[type] })
      if (status !== 200) throw new Error(`${type}: ${status}`)
      seen.length = 0
    },
    stored: async (group) => ((await (await call('GET', pathOf(group))).json()) as { results: unknown }).results,
  }
}

const writesTo = (seen: readonly IncomingMessage[], type: string): number =>
  seen.filter(({ method, url }) => method !== 'GET' && url?.includes(`/${type}`) === true).length

test('members from before the run stay unchanged: cases that claim their keys are skipped with a reason', async () => {
  const { url, put, stored, seen } = await own()
  await put('DATADOG')
  const before = await stored()
  const report = await fireAt({ target: url, only: ['create.twice', 'update.full', 'delete.configured', 'page.walk'] })
  expect(await stored()).toEqual(before)
  expect(writesTo(seen, 'DATADOG')).toBe(0)
  expect(report).toMatchObject({ verdict: 'conforms', totals: { fail: 0, warn: 0 } })
  const skipped = report.results.filter(({ status }) => status === 'skip')
  expect(skipped.map(({ id }) => id)).toContain('create.twice[DATADOG]')
  expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
    new Set(['DATADOG exists in the group; the run never changes members from before the run']),
  )
})

test('a member from before the run under the key of one row leaves the batch of the others whole', async () => {
  const { url, put, seen } = await own()
  await put('DATADOG')
  const report = await fireAt({ target: url, only: ['body.required'] })
  const skipped = report.results.filter(({ status }) => status === 'skip')
  expect(skipped.every(({ id }) => id.startsWith('body.required[DATADOG'))).toBe(true)
  expect([skipped.length > 0, report.totals.pass > 4]).toEqual([true, true])
  // The rows run in one batch: a list before the run, one after the batch, and one at the end.
  expect(seen.filter(({ method, url: path }) => method === 'GET' && path?.endsWith('/integrations'))).toHaveLength(3)
})

test('members on later pages also count as foreign', async () => {
  const { url, put, stored } = await own({
    // One item per page, whatever page size is requested.
    overrides: (base) => ({ readQuery: (...parameters) => ({ ...base.readQuery(...parameters), itemsPerPage: 1 }) }),
  })
  await put('PAGER_DUTY')
  await put('SLACK')
  await put('WEBHOOK')
  const report = await fireAt({ target: url, only: ['delete.configured[WEBHOOK]', 'delete.configured[SLACK]'] })
  expect(report.results.map(({ status }) => status)).toEqual(['skip', 'skip'])
  expect(await stored()).toHaveLength(1)
})

test('an unreadable list leads to a read of each key', async () => {
  const { url, put, seen } = await own({
    overrides: { list: () => ({ kind: 'entity', status: 200, body: { items: [] } }) },
  })
  await put('WEBHOOK')
  const report = await fireAt({ target: url, only: ['delete.configured[WEBHOOK]'] })
  expect(report.results.map(({ status }) => status)).toEqual(['skip'])
  expect(writesTo(seen, 'WEBHOOK')).toBe(0)
})

test('a group with a member of every type is inconclusive: no writing case can run', async () => {
  const { url, put, stored } = await own()
  for (const type of Object.keys(BODIES)) await put(type)
  const before = await stored()
  const report = await fireAt({ target: url, only: ['create.minimal', 'version.code', 'path.hip-chat-write'] })
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: expect.stringMatching(/^no writing case could run: \w+ exists in the group; the run never/) as string,
  })
  expect(await stored()).toEqual(before)
})

test('a failed case removes its members', async () => {
  const { url, stored } = await own({
    overrides: (base) => ({
      renderOutcome: (core, call, outcome) => ({
        ...base.renderOutcome(core, call, outcome),
        ...(call.operation === 'create' ? { body: 'no JSON' } : {}),
      }),
    }),
  })
  const report = await fireAt({ target: url, only: ['create.full'] })
  expect(report).toMatchObject({ verdict: 'violates', totals: { fail: 9 } })
  expect(await stored()).toEqual([])
})

test('an interrupted run removes its members, reports finished cases, and is marked as interrupted', async () => {
  const controller = new AbortController()
  const reference = createReference()
  let posts = 0
  const url = await served((request, response) => {
    if (request.method === 'POST') posts += 1
    if (posts === 3) controller.abort()
    void reference.handle(request, response)
  })
  const report = await fireAt({ target: url, only: ['update.full'], signal: controller.signal })
  expect(report).toMatchObject({ verdict: 'inconclusive', interrupted: true, reason: 'the run was interrupted' })
  expect(report.results.map(inShort)).toEqual(['update.full[PAGER_DUTY] pass', 'update.full[SLACK] pass'])
  expect(report.notReached?.[0]).toBe('update.full[DATADOG]')
  expect(
    (
      await reference.answer({
        method: 'GET',
        target: PATH,
        origin: url,
        headers: { accept: VENDOR },
        body: new Uint8Array(),
        bodyTooLarge: false,
      })
    ).body,
  ).toContain('"results":[]')
})

test('a run that is interrupted before its start sends no request', async () => {
  const { url, seen } = await own()
  const report = await fireAt({ target: url, only: ['create.*'], signal: AbortSignal.abort() })
  expect(report).toMatchObject({ verdict: 'inconclusive', interrupted: true, results: [] })
  expect(seen).toEqual([])
})

test('an interruption ends a wait after a 429', async () => {
  const controller = new AbortController()
  const reference = createReference()
  let count = 0
  const url = await served((request, response) => {
    count += 1
    if (count !== 2) return void reference.handle(request, response)
    response.writeHead(429, { 'Retry-After': '50' }).end()
    setTimeout(() => controller.abort(), 10)
  })
  const report = await fireAt({ target: url, only: ['create.minimal[SLACK]'], signal: controller.signal })
  expect(report).toMatchObject({ verdict: 'inconclusive', interrupted: true })
})

test('findings from before an interruption are reported', async () => {
  const controller = new AbortController()
  const { url } = await own({
    overrides: {
      remove: () => {
        controller.abort()
        return { kind: 'none', status: 200 }
      },
    },
  })
  const report = await fireAt({ target: url, only: ['delete.configured'], signal: controller.signal })
  expect(report).toMatchObject({ verdict: 'violates', interrupted: true })
})

test('a refused set-up is one finding; later cases with the set-up are inconclusive and name the first case', async () => {
  const { url, seen } = await own({
    overrides: (base) => ({
      create: (core, call) => {
        if (call.type !== 'SLACK') return base.create(core, call)
        throw Object.assign(new Error('no'), { status: 400 })
      },
    }),
  })
  const report = await fireAt({
    target: url,
    only: ['delete.configured[SLACK]', 'delete.configured[DATADOG]', 'update.full[SLACK]', 'update.twice[SLACK]'],
  })
  expect(report.verdict).toBe('violates')
  const broken = report.results.flatMap(({ id, findings }) =>
    findings.filter(({ requirement }) => requirement === 'create-succeeds').map(() => id),
  )
  expect(broken).toEqual(['delete.configured[SLACK]'])
  expect(report.results.map(({ id, status, reason = '' }) => `${id} ${status} ${reason}`)).toEqual([
    'delete.configured[SLACK] fail the set-up, a create of SLACK, was refused',
    'delete.configured[DATADOG] pass ',
    'update.full[SLACK] inconclusive the set-up, a create of SLACK, was refused; see delete.configured[SLACK]',
    'update.twice[SLACK] inconclusive the set-up, a create of SLACK, was refused; see delete.configured[SLACK]',
  ])
  // The create, its retry, and a clean-up after each.
  expect(writesTo(seen, 'SLACK')).toBeLessThan(5)
})

test('several groups are parallel lanes, each with its own cases and no member left behind', async () => {
  const { url, seen, stored } = await own()
  const report = await fireAt({ target: url, only: ['create.minimal', 'update.full'], groups: [GROUP, OTHER_GROUP] })
  expect(report.results.filter(({ status }) => status !== 'pass').map(inShort)).toEqual([])
  for (const group of [GROUP, OTHER_GROUP]) {
    expect(seen.filter((request) => request.url?.includes(group)).length).toBeGreaterThan(20)
    expect(await stored(group)).toEqual([])
  }
  expect(new Set(report.results.map(({ id }) => id)).size).toBe(report.results.length)
})

test('the other group does not show written members; a key that exists there is skipped', async () => {
  const leaking = await own({ overrides: (base) => ({ findGroup: (core) => base.findGroup(core, GROUP) }) })
  const only = ['isolation.create[SLACK]', 'isolation.create[DATADOG]']
  const leaked = await fireAt({ target: leaking.url, only, otherGroup: OTHER_GROUP })
  expect(leaked.results.flatMap(({ findings }) => findings.map(({ requirement }) => requirement))).toContain(
    'groups-are-isolated',
  )
  const { url, put, stored } = await own()
  await put('SLACK', OTHER_GROUP)
  const report = await fireAt({ target: url, only, otherGroup: OTHER_GROUP })
  expect(report.results.map(inShort).toSorted()).toEqual([
    'isolation.create[DATADOG] pass',
    'isolation.create[SLACK] skip; SLACK exists in the other group; the run never changes members from before the run',
  ])
  expect(await stored(OTHER_GROUP)).toHaveLength(1)
})

test('a server in this process is a valid target', async () => {
  const target = fetchTarget(fetchHandler(createReference()), DEFAULT_LIMITS)
  const report = await fireAt({ target, only: ['create.minimal', 'delete.twice'] })
  expect(report.results.filter(({ status }) => status !== 'pass').map(inShort)).toEqual([])
  expect(report).toMatchObject({ verdict: 'conforms', target: 'in-process' })
})

test('an unreadable answer is a violation, and the only finding of that answer', async () => {
  const reference = createReference()
  const url = await served((request, response) => {
    if (request.method === 'DELETE') request.socket.end('HTTP/1.1 204 No Content\r\nno header\r\n\r\n')
    else void reference.handle(request, response)
  })
  const report = await fireAt({ target: url, only: ['delete.configured[SLACK]'] })
  expect(report.verdict).toBe('violates')
  const ofTheAnswer = report.results.flatMap(({ findings }) => findings.filter(({ exchange }) => exchange === 1))
  expect(ofTheAnswer).toMatchObject([
    {
      kind: 'message',
      requirement: 'message-is-whole',
      message: 'expected a complete HTTP message; the bytes after the status line are not HTTP',
    },
  ])
  onTestFinished(() => reference.reset())
})
