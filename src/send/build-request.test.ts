import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import { TOOL } from '../source/tool.ts'
import { buildRequest, type BuiltRequest } from './build-request.ts'

const build = (
  planned: Partial<PlannedRequest>,
  saved: Readonly<Record<string, unknown>> = {},
  group = 'own',
): BuiltRequest =>
  buildRequest(
    { operation: 'list', as: 'owner', query: {}, headers: {}, ...planned },
    {
      contract: CONTRACT,
      group,
      otherGroup: 'other-one',
      saved: new Map(Object.entries(saved)),
    },
  )
const headersOf = (built: BuiltRequest): Readonly<Record<string, string>> => Object.fromEntries(built.outgoing.headers)
const pathOf = (planned: Partial<PlannedRequest>): string =>
  build(planned).outgoing.path.replace('/api/atlas/v2/groups', '')

test('half a surrogate pair, which a server may show in a key, is sent as U+FFFD', () => {
  expect(pathOf({ operation: 'read', key: '\ud800X' })).toBe('/own/integrations/%EF%BF%BDX')
  expect(pathOf({ query: { a: '\udc00' } })).toBe('/own/integrations?a=%EF%BF%BD')
})

test('a path holds the encoded group and key; the group may be the other group, an unknown group or any text', () => {
  expect(pathOf({})).toBe('/own/integrations')
  expect(pathOf({ operation: 'read', key: 'SLACK', scope: 'other' })).toBe('/other-one/integrations/SLACK')
  expect(pathOf({ scope: 'unknown' })).toBe(`/${CONTRACT.resource.scope.unknown}/integrations`)
  expect(pathOf({ scope: ' {group}' })).toBe('/%20own/integrations')
  expect(pathOf({ scope: '{GROUP}' })).toBe('/OWN/integrations')
  expect(pathOf({ scope: '{%group}' })).toBe('/%256fwn/integrations')
  // A hexadecimal digit changes by eight, and a place is counted round the text.
  expect(['{group~0}', '{group~2}', '{group~4}'].map((scope) => pathOf({ scope }))).toEqual([
    '/8wn/integrations',
    '/ow8/integrations',
    '/o8n/integrations',
  ])
  expect(['{group~0}', '{group~1}', '{group~3}'].map((scope) => build({ scope }, {}, '64f8').outgoing.path)).toEqual([
    '/api/atlas/v2/groups/e4f8/integrations',
    '/api/atlas/v2/groups/6cf8/integrations',
    '/api/atlas/v2/groups/64f0/integrations',
  ])
  expect(pathOf({ operation: 'read', key: 'A/../$& B', scope: '../x' })).toBe(
    '/..%2Fx/integrations/A%2F..%2F%24%26%20B',
  )
})

test('a raw key is sent unchanged, and the judge receives it as the key', () => {
  expect(pathOf({ operation: 'read', key: 'A%FF$&', rawKey: 'A%FF$&' })).toBe('/own/integrations/A%FF$&')
  expect(pathOf({ operation: 'read', key: 'A%FF$&' })).toBe('/own/integrations/A%25FF%24%26')
  expect(build({ operation: 'read', key: 'A%FF', rawKey: 'A%FF' }).sent.key).toBe('A%FF')
})

test('a query is encoded; a raw query is sent unchanged', () => {
  expect(pathOf({ query: { a: '1 &', b: 'ü' } })).toBe('/own/integrations?a=1%20%26&b=%C3%BC')
  expect(pathOf({ rawQuery: 'a=%zz&a' })).toBe('/own/integrations?a=%zz&a')
  expect(build({ query: { a: "it's" } }).outgoing.path).toMatch(/\?a=it%27s$/)
  expect(build({ rawQuery: 'a=1&b=%20' }).sent.query).toEqual({ a: '1', b: ' ' })
})

test('the headers are those of the contract and the User-Agent; a request may change or omit any', () => {
  expect(headersOf(build({}))).toEqual({
    'User-Agent': `${TOOL.name}/${TOOL.version}`,
    'Accept-Encoding': 'gzip, deflate, br',
    Accept: 'application/vnd.atlas.2023-01-01+json',
  })
  expect(headersOf(build({ as: 'nobody', headers: { accept: null, 'X-A': '1' } }))).not.toHaveProperty('Accept')
  const { Accept: usual = '' } = headersOf(build({}))
  const headers = { accept: null, 'X-A': '1', 'X-B': null }
  expect(build({ headers }).outgoing.unlike).toEqual([
    ['accept', null],
    ['X-A', '1'],
  ])
  expect(build({ headers: { accept: usual } }).outgoing).not.toHaveProperty('unlike')
  expect(headersOf(build({ as: 'nobody', headers: { accept: 'x' } }))).toMatchObject({ accept: 'x' })
  expect(headersOf(build({ operation: 'create', key: 'SLACK', body: { json: {} } }))).toHaveProperty('Content-Type')
})

test('a body receives saved values, and its doubled dollars become single', () => {
  const { outgoing, sent } = build(
    { operation: 'create', key: 'SLACK', body: { json: { a: '$mask', b: '$$x', c: 'ü' } } },
    { mask: '****' },
  )
  expect(new TextDecoder().decode(outgoing.body)).toBe('{"a":"****","b":"$x","c":"ü"}')
  expect(sent).toMatchObject({ role: 'create', key: 'SLACK', body: { a: '****', b: '$x', c: 'ü' } })
  const bytes = new Uint8Array([1])
  expect(build({ operation: 'create', key: 'SLACK', body: { bytes } })).toMatchObject({ outgoing: { body: bytes } })
  expect(build({ operation: 'create', key: 'SLACK', body: { bytes } }).sent).not.toHaveProperty('body')
})

test('a request with another method is not a documented operation', () => {
  const { outgoing, sent } = build({ method: 'PATCH' })
  expect([outgoing.method, sent.operation, sent.role]).toEqual(['PATCH', undefined, undefined])
})

test.each([
  ['itemsPerPage=1', false],
  ['itemsPerPage=500&pageNum=3', false],
  ['unheardOf=&unheardOf=1', false],
  ['', false],
  ['itemsPerPage=1&itemsPerPage=2', true],
  ['itemsPerPage=', true],
  ['pretty=', true],
  ['itemsPerPage=01', true],
  ['itemsPerPage=%2B1', true],
  ['itemsPerPage=1.0', true],
  ['pageNum=2147483648', true],
])('the meaning of %j is open to the server: %s', (rawQuery, ambiguous) => {
  expect(build({ rawQuery }).sent.ambiguous ?? false).toBe(ambiguous)
})
