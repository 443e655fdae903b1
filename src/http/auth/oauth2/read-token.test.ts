import { expect, test } from 'vitest'
import { closedPort, targetAt } from '../../served.test-support.ts'
import { issued, LIST, OK, pathsOf, recorded, request, scripted, statusOf } from '../auth.test-support.ts'
import { oauth2Auth } from './oauth2-auth.ts'

const CLIENT = { clientId: 'mdb_sa_id_2', clientSecret: 'mdb_sa_secret_2' }
const TOKEN = '/api/oauth/token'
const GET = request('GET', LIST)

test.each([
  [
    'a body of OAuth',
    401,
    '{"error":"invalid_client","error_description":"Invalid credentials provided."}',
    'answered 401, invalid_client: Invalid credentials provided.',
  ],
  ['a code alone', 400, '{"error":"invalid_request"}', 'answered 400, invalid_request'],
  ['another body', 403, '{"error":403,"detail":"no"}', 'answered 403'],
  ['no body', 500, '', 'answered 500'],
  [
    'a 503 that does not say for how long',
    503,
    '{"error":"temporarily_unavailable"}',
    'answered 503, temporarily_unavailable',
  ],
  ['a redirect', 302, '', 'answered 302'],
  ['HTML', 200, '<html>', 'answered 200, but without an access_token that could be sent'],
  ['no token', 200, '{"token_type":"Bearer"}', 'answered 200, but without an access_token that could be sent'],
  [
    'a token that breaks the header',
    200,
    '{"access_token":"a\\r\\nX: y","token_type":"Bearer"}',
    'answered 200, but without an access_token that could be sent',
  ],
  [
    'another type',
    200,
    '{"access_token":"a","token_type":"mac"}',
    'answered 200, but with a token_type other than Bearer',
  ],
  ['a list', 200, '[]', 'answered 200, but without an access_token that could be sent'],
  [
    'a body without end',
    200,
    JSON.stringify({ access_token: 'a', token_type: 'Bearer', x: 'x'.repeat(70_000) }),
    'answered 200, but without an access_token that could be sent',
  ],
  ['control characters', 400, '{"error":"a\\u001b[31m","error_description":"b"}', 'answered 400'],
])(
  'where the token endpoint answers with %s, the request is not sent and the reason says so',
  async (...[, status, body, reason]) => {
    const { send, sent } = scripted({ status, body })
    expect(await oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)(GET)).toEqual({
      answered: false,
      failure: 'unauthenticated',
      reason: `no access token could be had: ${TOKEN} ${reason}`,
    })
    expect(sent).toHaveLength(1)
  },
)

test('no answer of the token endpoint keeps its kind', async () => {
  const { send } = targetAt(await closedPort())
  expect(await oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)(GET)).toMatchObject({
    answered: false,
    failure: 'unreachable',
    reason: expect.stringMatching(/^no access token could be had: /),
  })
})

test.each([
  ['429', { status: 429, body: '{"error":429}' }],
  ['503 with a time', { status: 503, headers: [['Retry-After', '1']] as const }],
])('a %s of the token endpoint is handed on, for the request to be sent again later', async (_what, limited) => {
  const { send, sent } = scripted(limited, issued('one'), OK)
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)
  expect(statusOf(await ask(GET))).toBe(limited.status)
  expect(statusOf(await ask(GET))).toBe(200)
  expect(sent).toHaveLength(3)
})

test.each<[what: string, more: object, second: readonly string[]]>([
  ['no expires_in serves until it is refused', { expires_in: undefined }, ['integrations']],
  ['expires_in as text serves as long as that', { expires_in: '3600' }, ['integrations']],
  ['an expires_in of 0 serves once', { expires_in: 0 }, ['token', 'integrations']],
  ['an expires_in that is no number serves once', { expires_in: 'soon' }, ['token', 'integrations']],
  ['a type in lower case is Bearer', { token_type: 'bearer' }, ['integrations']],
])('a token with %s', async (_what, more, second) => {
  const clock = { now: 0 }
  const { send, sent } = recorded((one) => scripted(one.path === TOKEN ? issued('one', more) : OK).send(one))
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN, now: () => clock.now }).wrap(send)
  await ask(GET)
  clock.now += 3_000_000
  expect(statusOf(await ask(GET))).toBe(200)
  expect(pathsOf(sent)).toEqual(['token', 'integrations', ...second])
})

const BASIC = Buffer.from('mdb_sa_id_2:mdb_sa_secret_2').toString('base64')
test.each([
  ['the secret', 'mdb_sa_secret_2'],
  ['most of it', 'secret ..._sa_secret_ is wrong'],
  ['the header', `no such client: Basic ${BASIC}`],
])('an error that shows %s is not repeated', async (_what, description) => {
  for (const body of [{ error: 'invalid_client', error_description: description }, { error: description }]) {
    const { send } = scripted({ status: 401, body: JSON.stringify(body) })
    const reply = await oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)(GET)
    const code = 'error_description' in body ? ', invalid_client' : ''
    expect(reply).toMatchObject({ reason: `no access token could be had: ${TOKEN} answered 401${code}` })
  }
})
