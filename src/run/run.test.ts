import { expect, onTestFinished, test } from 'vitest'
import { createReference, type ReferenceOptions } from '../../fixtures/reference/reference.ts'
import { closedPort, served } from '../http/served.test-support.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP } from './tests/run.test-support.ts'
import type { RunEvent } from '../report/run-event.ts'

async function reference(
  options: ReferenceOptions = {},
): Promise<{ readonly url: string; readonly list: (group?: string) => Promise<readonly string[]> }> {
  const server = await createReference(options).listen()
  onTestFinished(() => server.close())
  const list = async (group = GROUP): Promise<readonly string[]> => {
    const response = await fetch(`${server.url}/api/atlas/v2/groups/${group}/integrations`, {
      headers: { Accept: 'application/vnd.atlas.2023-01-01+json' },
    })
    const { results } = (await response.json()) as { results: { type: string }[] }
    return results.map(({ type }) => type)
  }
  return { url: server.url, list }
}

test('a conformant server conforms, and the run leaves the group unchanged', async () => {
  const { url, list } = await reference()
  const report = await fireAt({ target: url, only: ['create.full', 'delete.configured', 'list.*'] })
  expect(report.results.filter(({ status }) => status !== 'pass').map(inShort)).toEqual([])
  expect(report).toMatchObject({ verdict: 'conforms', target: url, seed: 1, totals: { fail: 0, warn: 0, skip: 0 } })
  expect(report.totals.pass).toBe(report.results.length)
  expect(report).not.toHaveProperty('reason')
  expect(report.requests.sent).toBeGreaterThan(report.results.length)
  const times = Object.values(report.times ?? {})
  expect(times.reduce((sum, { count }) => sum + count, 0)).toBe(report.requests.sent)
  for (const { medianMs, p95Ms, longestMs } of times)
    expect([medianMs, p95Ms, longestMs]).toEqual([medianMs, p95Ms, longestMs].toSorted((a, b) => a - b))
  expect(report.times).toMatchObject({
    list: { count: expect.any(Number) as number },
    delete: { count: expect.any(Number) as number },
  })
  expect(await list()).toEqual([])
})

test('events are the start, each case and result in the order of the plan, and the report', async () => {
  const { url } = await reference()
  const events: RunEvent[] = []
  const report = await fireAt({ target: url, only: ['create.twice'], onEvent: (event) => events.push(event) })
  expect(events[0]).toEqual({ type: 'start', target: url, seed: 1, cases: 9, lanes: 1 })
  expect(events.map(({ type }) => type).join(' ')).toBe(`start ${'case result '.repeat(9)}report`)
  expect(report.results.map(({ id }) => id)[0]).toBe('create.twice[PAGER_DUTY]')
  expect(report.results[0]).toMatchObject({
    title: 'a second create of a configured type is refused and changes nothing',
    findings: [],
    exchanges: [],
    replay: { command: "conform run 'create.twice[PAGER_DUTY]' --seed 1", seed: 1 },
    location: { file: expect.stringMatching(/^suites\/integrations\/\w+\.yaml$/) as string },
  })
})

test('a broken must violates, with its finding, exchange and place', async () => {
  const { url, list } = await reference({
    overrides: (base) => ({ create: async (core, call) => ({ ...(await base.create(core, call)), status: 201 }) }),
  })
  const report = await fireAt({ target: url, only: ['create.minimal[DATADOG]'] })
  expect(report.verdict).toBe('violates')
  const [result] = report.results
  expect(result).toMatchObject({
    status: 'fail',
    requirements: expect.arrayContaining(['create-succeeds']) as string[],
  })
  const finding = result?.findings.find(({ requirement }) => requirement === 'create-succeeds')
  expect(finding).toMatchObject({ kind: 'status', level: 'must', at: 'status', expected: '200', actual: 201 })
  expect(result?.exchanges[finding?.exchange ?? -1]).toMatchObject({
    request: { method: 'POST' },
    response: { status: 201 },
  })
  expect(report.requirements.find(({ id }) => id === 'create-succeeds')).toMatchObject({
    status: 'violated',
    cases: ['create.minimal[DATADOG]'],
  })
  expect(await list()).toEqual([])
})

test('an unexpected change is one finding, however many answers show it', async () => {
  const { url } = await reference({
    overrides: (base) => ({
      create: (core, call) => {
        const there = base.find(core, call.group, call.type)
        if (there !== undefined) base.save(core, call.group, { ...there, values: { ...there.values, region: 'US5' } })
        return base.create(core, call)
      },
    }),
  })
  const report = await fireAt({ target: url, only: ['create.twice[DATADOG]'] })
  expect(report.results.map(inShort)).toEqual([
    'create.twice[DATADOG] fail; a-refusal-changes-nothing: expected no change of DATADOG in the list; DATADOG changed at /region',
  ])
  const { findings = [], exchanges = [] } = report.results[0] ?? {}
  const [finding] = findings
  expect(finding?.shownBy).toBeGreaterThan(finding?.exchange ?? Infinity)
  expect(exchanges[finding?.shownBy ?? -1]?.request).toMatchObject({
    method: 'GET',
    url: expect.stringMatching(/integrations$/),
  })
})

test('a broken should warns, and violates at level should', async () => {
  const { url } = await reference({
    overrides: (base) => ({ present: (core, stored) => ({ ...base.present(core, stored), extra: 1 }) }),
  })
  const told = { target: url, only: ['create.minimal[SLACK]'] }
  const must = await fireAt(told)
  expect(must).toMatchObject({ verdict: 'conforms', level: 'must', totals: { warn: 1 } })
  expect(must.results[0]?.findings.map(({ requirement }) => requirement)).toContain('nothing-undeclared')
  expect(await fireAt({ ...told, level: 'should' })).toMatchObject({ verdict: 'violates', totals: { warn: 1 } })
})

test('no finding, exchange or reason contains a sent secret', async () => {
  const { url } = await reference({ overrides: { maskKey: (_, secret) => secret } })
  const report = await fireAt({ target: url, only: ['create.full[DATADOG]', 'create.full[WEBHOOK]'], verbose: true })
  expect(report.verdict).toBe('violates')
  const samples: string[] = []
  const text = JSON.stringify(report, (name, value: unknown) => {
    if (name !== 'sample') return value
    samples.push(String(value))
    return undefined
  })
  expect(text).toContain('<secret>')
  expect(text).not.toMatch(/[0-9a-f]{28}|"apiKey":"[^<*]/)
  // A sample has one digit in the place of each secret.
  expect(samples.join('\n')).toMatch(/"apiKey":"0{32}"/)
  expect(samples.join('\n')).not.toMatch(/(?!([0-9])\1{27})[0-9a-f]{28}|"apiKey":"[^0]/)
})

test('requirements of selected cases are verified, others unverified', async () => {
  const { url } = await reference()
  const { requirements } = await fireAt({ target: url, only: ['delete.configured[SLACK]'] })
  const of = (id: string): unknown => requirements.find((one) => one.id === id)
  expect(of('delete-succeeds')).toMatchObject({ status: 'verified', cases: ['delete.configured[SLACK]'] })
  expect(of('second-create-conflicts')).toMatchObject({
    status: 'unverified',
    reason: 'no selected case checks this requirement',
  })
  expect(of('unauthorized-body')).toMatchObject({
    status: 'unverified',
    reason: 'no answer of the run met the condition of this requirement',
  })
  expect(of('default-page-size')).toMatchObject({ status: 'excluded' })
})

test('an observed requirement is recorded and never judged', async () => {
  for (const putUnconfigured of ['upsert', 'refuse'] as const) {
    const { url } = await reference({ variants: { putUnconfigured } })
    const report = await fireAt({ target: url, only: ['update.unconfigured[SLACK]'] })
    expect(report).toMatchObject({ verdict: 'conforms', totals: { pass: 1 } })
    expect(report.results[0]?.findings).toMatchObject([{ level: 'observe', requirement: 'update-of-nothing' }])
    expect(report.requirements.find(({ id }) => id === 'update-of-nothing')).toMatchObject({ status: 'observed' })
  }
})

test('an unreachable target is inconclusive with one reason', async () => {
  const report = await fireAt({ target: await closedPort() })
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: 'the connection was refused: no server listens on the port; start the server first',
    results: [],
  })
  expect(report.requests.sent).toBe(1)
})

test.each([401, 403])(
  'a %d at the first request is inconclusive: it says whether credentials were given',
  async (status) => {
    let requests = 0
    const url = await served((_, response) => {
      requests += 1
      response.writeHead(status).end()
    })
    expect(await fireAt({ target: url })).toMatchObject({
      verdict: 'inconclusive',
      reason: `the target requires credentials (${status}) and none are configured; set principals.owner in the configuration`,
    })
    expect(await fireAt({ target: url, principals: { owner: { bearer: 'x' } } })).toMatchObject({
      reason: `the target refuses the credentials of the owner (${status})`,
    })
    expect(requests).toBe(2)
  },
)

test('three consecutive failed requests end the run', async () => {
  let requests = 0
  const server = createReference()
  const url = await served((request, response) => {
    requests += 1
    if (requests > 12) request.socket.destroy()
    else void server.handle(request, response)
  })
  const report = await fireAt({ target: url, only: ['delete.*'] })
  expect(report.verdict).toBe('inconclusive')
  expect(report.reason).toMatch(/^the target stopped answering at \w+ \S+: the connection was closed before an answer$/)
  expect(requests).toBeLessThan(24)
  expect(report.totals.fail).toBe(0)
})

test('a run without cases is inconclusive', async () => {
  const { url } = await reference()
  expect(await fireAt({ target: url, suites: [] })).toMatchObject({
    verdict: 'inconclusive',
    reason: 'no case ran',
  })
  const report = await fireAt({ target: url, only: ['credentials.**'] })
  expect(report).toMatchObject({ verdict: 'inconclusive', reason: 'no case ran' })
  expect(report.results[0]).toMatchObject({
    status: 'skip',
    reason: 'needs credentials under principals',
  })
})

const bearer = (token: string): { readonly bearer: string } => ({ bearer: `${token}-token-of-the-test` })

test('cases that need another group or principal are skipped without it, and run with it', async () => {
  const tokens = ['owner', 'reader', 'none'].map((role) => ({
    token: `${role}-token-of-the-test`,
    roles: role as 'owner',
  }))
  const { url } = await reference({ auth: { bearerTokens: tokens } })
  const only = [
    'isolation.create[SLACK]',
    'credentials.reader-writes[SLACK]',
    'credentials.stranger',
    'credentials.none[list]',
  ]
  const some = await fireAt({ target: url, only, principals: { owner: bearer('owner') } })
  const skipped = some.results.filter(({ status }) => status === 'skip')
  expect(skipped).toHaveLength(7)
  expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
    new Set(['needs otherGroupId', 'needs principals.reader', 'needs principals.stranger']),
  )
  const principals = { owner: bearer('owner'), reader: bearer('reader'), stranger: bearer('none') }
  const all = await fireAt({ target: url, only, principals, otherGroup: OTHER_GROUP })
  expect(all.results.filter(({ status }) => status !== 'pass').map(inShort)).toEqual([])
  expect(JSON.stringify(all)).not.toContain('token-of-the-test')
})
