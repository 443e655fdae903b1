import { expect, test } from 'vitest'
import { operationOf } from '../contract/contract.ts'
import { API_KEY, CONTRACT, MASKED_KEY, SHOWN, signaturesOf, WRITTEN } from './observation.test-support.ts'
import { statusSignature } from './reading/statuses.ts'

const MEMBERS = { DATADOG: WRITTEN }
const read = (body: unknown): Parameters<typeof signaturesOf>[2] => ({
  role: 'read',
  key: 'DATADOG',
  members: MEMBERS,
  body,
})

test.each([
  [409, 200, 'accepted', false],
  [409, 204, 'accepted', false],
  [{ not: '2xx' }, 200, 'accepted', false],
  [[400, 404], 409, 'accepted', false],
  [200, 404, 'refused', false],
  ['2xx', 401, 'refused', false],
  [404, 400, 'other-refusal', false],
  [401, 404, 'accepted', false],
  [[400, 401, 403], 404, 'accepted', false],
  [204, 200, 'other-success', false],
  [200, 301, 'redirected', true],
  ['documented', 418, 'undocumented-418', false],
  [400, 422, 'refused-with-422', true],
  [[400, 404], 415, 'refused-with-415', true],
  [200, 500, 'server-error', true],
  [400, 503, 'server-error', true],
  [{ not: '5xx' }, 500, 'server-error', true],
] as const)('where %j is due, a %d is a sign of %s', (...row) => {
  const [expected, actual, signature, across] = row
  const told = statusSignature(expected, { response: { status: actual }, request: {} })
  expect(told).toEqual({ signature, ...(across ? { acrossRequirements: true } : {}) })
})

/** A request of an operation that documents 200 alone. */
const OF_UPDATE = { role: 'update', operation: operationOf(CONTRACT, 'update') } as const

test.each([
  [200, 405, 'update-not-allowed'],
  [400, 405, 'update-not-allowed'],
  [401, 405, 'update-not-allowed'],
  [200, 404, 'update-not-found'],
  [[200, 411], 404, 'update-not-found'],
  [200, 201, 'update-answered-201'],
  [[200, 409], 201, 'update-answered-201'],
  ['documented', 201, 'update-answered-201'],
] as const)(
  'where an update is due %j, each %d has one cause under all requirements',
  (expected, actual, signature) => {
    const told = statusSignature(expected, { response: { status: actual }, request: OF_UPDATE })
    expect(told).toEqual({ signature, acrossRequirements: true })
  },
)

test('a documented success that is not the one that is due is told by its requirement', () => {
  expect(statusSignature(204, { response: { status: 200 }, request: OF_UPDATE })).toEqual({
    signature: 'other-success',
  })
})

const shown = (apiKey: string): readonly string[] => signaturesOf('redacted', 'tail', read({ ...SHOWN, apiKey }))

test('a signature holds no value: two unmasked keys have the same signature', () => {
  expect(shown(API_KEY)).toEqual(['mask-shows-too-much'])
  expect(shown(`x${MASKED_KEY.slice(1, 20)}${API_KEY.slice(20)}`)).toEqual(['mask-shows-too-much'])
})

test.each([
  ['equalsSent', 'own', read({ ...SHOWN, region: 'US' }), ['value-differs']],
  ['equalsSent', 'own', { ...read({ results: [] }), role: 'create' as const }, ['not-in-answer']],
  ['schema', 'documented', read({ ...SHOWN, region: 7 }), ['breaks-type', 'breaks-enum']],
  ['schema', 'closed', read({ ...SHOWN, more: 1 }), ['breaks-undeclared']],
  ['body', { '/region': { equals: 'US' }, '/apiKey': { absent: true } }, read(SHOWN), ['fails-equals', 'fails-absent']],
  ['body', { '/a': { atLeast: 1 } }, { body: '{' }, ['not-json']],
  ['header', { 'WWW-Authenticate': { matches: 'Digest' } }, {}, ['header-www-authenticate-fails-matches']],
  ['error', { code: 'X' }, { status: 404, body: { errorCode: 'Y' } }, ['wrong-error-code']],
  ['mediaType', 'json', { headers: [['Content-Type', 'text/html']] as const }, ['wrong-media-type']],
])('%s %j: %j', (...row) => {
  const [kind, expected, told, signatures] = row
  expect(signaturesOf(kind, expected, told)).toEqual(signatures)
})
