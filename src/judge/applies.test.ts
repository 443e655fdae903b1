import { expect, test } from 'vitest'
import { API_KEY, MASKED_KEY, observe, SHOWN, type Told, URL_SENT, WRITTEN } from './observation.test-support.ts'
import { KINDS } from './kinds.ts'

const DATADOG = { DATADOG: WRITTEN }
const read = (body: unknown, more: Told = {}): Told => ({
  role: 'read',
  key: 'DATADOG',
  members: DATADOG,
  body,
  ...more,
})
const list = (body: object, more: Told = {}): Told => ({ members: DATADOG, body: { results: [], ...body }, ...more })
const page = (more: object = {}): object => ({ results: [SHOWN], links: [{ rel: 'self', href: '/x' }], ...more })
const members = (...keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, { type: key, id: key }]))
const snapshots = (...keys: readonly string[]): Told => ({
  key: 'DATADOG',
  snapshots: { before: { members: members(...keys) }, after: { members: members(...keys) } },
})

const wrote = (...keys: readonly string[]): Told => ({ ...snapshots(...keys), method: 'PUT' })

/** A kind, an observation that is judged, and observations in which nothing is. */
type Row = readonly [kind: string, value: unknown, judged: Told, unjudged: readonly Told[]]

const WITH_UNJUDGED: readonly (readonly [kind: string, value: unknown, judged: Told, ...unjudged: readonly Told[]])[] =
  [
    ['status', 'documented', read({}), { request: { operation: undefined as never }, body: {} }],
    ['json', 'unique-keys', read({}), read('{')],
    ['schema', 'closed', read(SHOWN), read('{'), { role: 'delete', status: 204 }],
    ['members', { '/id': { type: 'string' } }, read(SHOWN), list({}), read({}, { status: 404 })],
    ['equalsSent', 'all', read(SHOWN), list({}), read(SHOWN, { members: {} }), read(SHOWN, { doubtful: ['DATADOG'] })],
    ['equalsSent', 'own', list({}, { role: 'create', key: 'DATADOG' }), read(SHOWN, { members: {} })],
    ['equalsSent', 'others', list(page(), { key: 'SLACK' }), list(page(), { key: 'DATADOG' })],
    ['defaults', 'documented', read(SHOWN), read({ type: 'DATADOG' }), read(SHOWN, { incomplete: ['DATADOG'] })],
    ['defaults', 'returned', read({ type: 'DATADOG' }), read(SHOWN, { members: {} })],
    ['error', { code: 'X' }, { status: 404, body: {} }, { status: 404, body: '' }, { status: 200, body: {} }],
    ['error', { code: 'upper_snake' }, { status: 404, body: { errorCode: 'X' } }, { status: 404, body: {} }],
    ['error', { reason: 'phrase' }, { status: 404, body: { reason: 'Not Found' } }, { status: 404, body: {} }],
    ['text', { mentions: 'x' }, { status: 400, body: 'x' }, { status: 200, body: 'x' }],
    ['page', { items: 'all' }, list({}), read(SHOWN), list({}, { request: { ambiguous: true } }), { body: '{' }],
    ['page', { next: 'truthful' }, list(page()), list({}), list(page(), { doubtful: ['DATADOG'] })],
    ['page', { previous: 'later' }, list(page()), list({})],
    [
      'page',
      { links: 'keep' },
      list(page(), { query: { pretty: 'true' } }),
      list(page()),
      list({}, { query: { pretty: 'true' } }),
    ],
    ['page', { items: 'size' }, list({}), list({}, { query: { pageNum: '7' } })],
    [
      'walked',
      'every member once',
      { walk: { by: 'next', pages: [page()] } },
      {},
      { walk: { by: 'next', pages: [{}] } },
    ],
    ['pretty', { spaced: true }, read(SHOWN), read(SHOWN, { request: { ambiguous: true } })],
    ['pretty', { tokensOf: ['{"a":1}', '{"a":1}'] }, read({})],
    [
      'redacted',
      'tail',
      read(SHOWN),
      read({ type: 'DATADOG' }),
      read({ ...SHOWN, apiKey: null }),
      read(SHOWN, { members: {} }),
    ],
    ['redacted', 'length', read(SHOWN), read({ type: 'DATADOG' }), list({})],
    [
      'redacted',
      'url',
      { role: 'read', key: 'WEBHOOK', members: { WEBHOOK: { url: URL_SENT } }, body: { type: 'WEBHOOK', url: '****' } },
      { role: 'read', key: 'WEBHOOK', members: { WEBHOOK: { url: URL_SENT } }, body: { type: 'WEBHOOK' } },
      read(SHOWN),
    ],
    [
      'redacted',
      'never',
      { role: 'read', key: 'PROMETHEUS', members: { PROMETHEUS: { password: API_KEY } }, body: { type: 'PROMETHEUS' } },
      { role: 'read', key: 'PROMETHEUS', members: { PROMETHEUS: {} }, body: { type: 'PROMETHEUS' } },
      read(SHOWN),
    ],
    [
      'redacted',
      'presumed',
      {
        ...list({}),
        members: { WEBHOOK: { bodyTemplate: API_KEY } },
        body: { results: [{ type: 'WEBHOOK', bodyTemplate: MASKED_KEY }] },
      },
      read(SHOWN),
    ],
    [
      'noSecret',
      'stated',
      read(SHOWN),
      read(SHOWN, { members: {} }),
      read(SHOWN, { members: { DATADOG: { apiKey: 'short' } } }),
    ],
    ['noSecret', 'presumed', { members: { NEW_RELIC: { licenseKey: API_KEY } } }, read(SHOWN)],
    ['unchanged', 'all', { status: 400, ...snapshots() }, { status: 200, ...snapshots() }, { status: 400 }],
    ['unchanged', 'others', snapshots('SLACK'), snapshots(), snapshots('DATADOG')],
    ['unchanged', 'ids', wrote('SLACK'), wrote('DATADOG'), snapshots()],
    // A look may change no id, not even that of its own member.
    ['unchanged', 'ids', snapshots('DATADOG'), snapshots()],
  ]

const ROWS = WITH_UNJUDGED.map(([kind, value, judged, ...unjudged]): Row => [kind, value, judged, unjudged])

test.each(ROWS)('%s %j applies only to an observation with something to judge', (...row) => {
  const [kind, value, judged, unjudged] = row
  expect(KINDS[kind]?.applies(value, observe(judged)), JSON.stringify(judged)).toBe(true)
  for (const told of unjudged) {
    expect(KINDS[kind]?.applies(value, observe(told)), JSON.stringify(told)).toBe(false)
    expect(KINDS[kind]?.check(value, observe(told))).toEqual([])
  }
})

test('a server that reorders its tokens is not held to their order', () => {
  expect(KINDS['pretty']?.applies({ tokensOf: ['{"a":1,"b":2}', '{"b":2,"a":1}'] }, observe({}))).toBe(false)
})
