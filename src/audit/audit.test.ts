import { expect, test } from 'vitest'
import { loadBundle } from '../bundle/load-bundle.ts'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { createAudit } from './audit.ts'
import type { Recorded } from './recorded.ts'

const PATH = 'http://127.0.0.1:8080/proxy/api/atlas/v2/groups/64b1f0c2a9d3e45f67890abc/integrations'
const KEY = '0123456789abcdef0123456789abcdef'
const MASKED = `${'*'.repeat(28)}cdef`
const JSON_TYPE = 'application/vnd.atlas.2023-01-01+json;charset=utf-8'

interface Given {
  readonly method?: string
  readonly path?: string
  readonly sent?: unknown
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Recorded['request']['headers']
  readonly answered?: Recorded['request']['headers']
}

function recorded({ method = 'GET', path = '', sent, status = 200, body, headers = [], answered }: Given): Recorded {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    place: { line: 1, column: 1 },
    request: { method, url: PATH + path, headers, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }) },
    response: {
      status,
      headers: answered ?? [['Content-Type', JSON_TYPE]],
      body: text === undefined ? new Uint8Array() : new TextEncoder().encode(text),
    },
    durationMs: 1,
  }
}

function pageOf(items: readonly object[], query = ''): object {
  return { links: [{ rel: 'self', href: PATH + query }], results: items, totalCount: items.length }
}

const member = (apiKey: string): object => ({ id: '6a794055c0eb9e7a1771aad2', type: 'DATADOG', region: 'US', apiKey })

async function audit(...all: readonly Recorded[]): Promise<Report> {
  const bundle = await loadBundle(TOOL.contract)
  const one = createAudit({ ...bundle, file: 'a.har', command: "conform audit 'a.har'", level: 'must', verbose: false })
  for (const each of all) one.learn(each)
  for (const each of all) one.judge(each)
  return one.report('2026-01-01T00:00:00.000Z', 5)
}

const causesOf = ({ causes }: Report): readonly string[] => causes.map(({ id }) => id)

test('right answers conform, and verify the requirements of the invariants that met them', async () => {
  const report = await audit(
    recorded({ body: pageOf([member(MASKED)]) }),
    recorded({
      method: 'POST',
      path: '/DATADOG',
      sent: { type: 'DATADOG', apiKey: KEY, region: 'US' },
      body: pageOf([member(MASKED)]),
    }),
    recorded({ path: '/DATADOG', body: member(MASKED) }),
    recorded({
      method: 'PUT',
      path: '/DATADOG',
      sent: { type: 'DATADOG', apiKey: MASKED, region: 'US' },
      body: pageOf([member(MASKED)]),
    }),
    recorded({ method: 'DELETE', path: '/DATADOG', status: 204 }),
  )
  expect([report.verdict, causesOf(report), report.totals.pass]).toEqual(['conforms', [], 5])
  const verified = report.requirements.filter(({ status }) => status === 'verified').map(({ id }) => id)
  expect(verified).toEqual(expect.arrayContaining(['body-is-as-documented', 'key-is-masked', 'total-is-exact']))
  expect(report.results.map(({ id }) => id)).toContain('exchange.2[create]')
})

test.each<readonly [string, Given, string]>([
  [
    'a body that breaks its schema',
    { body: pageOf([{ ...member(MASKED), region: 7 }]) },
    'body-is-as-documented/breaks-type',
  ],
  ['a status of the server itself', { status: 500, body: 'sorry' }, 'must/server-error'],
  ['an error without its body', { path: '/DATADOG', status: 404, body: '<html>' }, 'must/error-not-json'],
  ['a body that is no JSON', { body: '{"results":[],}' }, 'must/not-json'],
  [
    'a list longer than its page',
    { path: '?itemsPerPage=1', body: pageOf([member(MASKED), { ...member(MASKED), type: 'OPS_GENIE' }]) },
    'page-size-is-kept/page-too-long',
  ],
  ['a read of another type', { path: '/OPS_GENIE', body: member(MASKED) }, 'type-equals-path/fails-equals'],
  [
    'a value that a write did not send',
    {
      method: 'POST',
      path: '/DATADOG',
      sent: { type: 'DATADOG', apiKey: KEY, region: 'EU' },
      body: pageOf([member(MASKED)]),
    },
    'values-come-back/value-differs',
  ],
])('%s is a finding', async (_, given, cause) => {
  const report = await audit(recorded(given))
  expect(report.verdict).toBe('violates')
  expect(causesOf(report)).toContain(cause)
})

test('a secret in an answer is found before and after the request that sends it, and never shown', async () => {
  const token = 'abcdefghij0123456789'
  const report = await audit(
    recorded({ body: pageOf([member(KEY)]), headers: [['Authorization', `Bearer ${token}`]] }),
    recorded({ method: 'PUT', path: '/DATADOG', sent: { type: 'DATADOG', apiKey: KEY }, body: pageOf([member(KEY)]) }),
    recorded({
      path: '/DATADOG',
      body: { ...member(MASKED), customEndpoint: token },
      answered: [
        ['Content-Type', JSON_TYPE],
        ['Set-Cookie', 'session=qwertzuiop123; Path=/'],
      ],
    }),
  )
  const masks = report.causes.find(({ id }) => id === 'key-is-masked/mask-shows-too-much')
  expect(masks?.results.map((id) => id.slice(0, 'exchange.1'.length))).toEqual(['exchange.1', 'exchange.2'])
  const text = JSON.stringify(report)
  for (const secret of [KEY, token, 'qwertzuiop123']) expect(text).not.toContain(secret)
})

test('a secret that no request of the recording sends is masked, and is no finding', async () => {
  const report = await audit(recorded({ body: pageOf([member(KEY), { ...member(MASKED), region: 5 }]) }))
  expect(report.causes.map(({ requirement }) => requirement)).not.toContain('no-secret-elsewhere')
  expect(JSON.stringify(report)).not.toContain(KEY)
})

test('what a recording does not tell is not held against the server', async () => {
  const unread = recorded({ body: pageOf([]) })
  const report = await audit(
    // The members that other clients created, in a list of several pages.
    recorded({ path: '?itemsPerPage=1', body: { ...pageOf([member(MASKED)], '?itemsPerPage=1'), totalCount: 5 } }),
    recorded({
      path: '/SLACK',
      status: 404,
      body: { error: 404, errorCode: 'INTEGRATION_NOT_CONFIGURED', reason: 'Not Found', detail: 'x' },
    }),
    // Another client may write in between.
    recorded({
      method: 'POST',
      path: '/DATADOG',
      sent: { type: 'DATADOG', apiKey: KEY, region: 'US' },
      body: pageOf([member(MASKED)]),
    }),
    recorded({ path: '/DATADOG', body: { ...member(`${'*'.repeat(28)}9999`), region: 'EU' } }),
    // A recorder that hides secrets, in requests and answers.
    recorded({
      method: 'PUT',
      path: '/DATADOG',
      sent: { type: 'DATADOG', apiKey: 'REDACTED_BY_PROXY' },
      body: pageOf([member('REDACTED_BY_PROXY')]),
    }),
    recorded({ status: 429, body: 'slow down' }),
    recorded({ status: 503, body: '', answered: [['Retry-After', '5']] }),
    { ...unread, response: { status: 200, headers: [], body: undefined } },
  )
  expect(causesOf(report).filter((id) => !id.startsWith('seen'))).toEqual([])
  expect(report.totals).toMatchObject({ fail: 0, warn: 0, skip: 3 })
  expect(report.verdict).toBe('conforms')
})

test('a recording without an exchange of the contract has no verdict, and a missing answer neither', async () => {
  const other = { ...recorded({}), request: { method: 'GET', url: 'http://a/other', headers: [] } }
  expect(await audit(other)).toMatchObject({
    verdict: 'inconclusive',
    reason: 'none of the 1 recorded exchanges is of a path of the contract integrations',
  })
  const { response: _, ...unanswered } = recorded({})
  expect(await audit(unanswered)).toMatchObject({ verdict: 'inconclusive', totals: { inconclusive: 1 } })
})
