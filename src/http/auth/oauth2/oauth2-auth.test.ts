import { expect, test } from 'vitest'
import { createReference, fetchHandler, type ReferenceOptions } from '../../../../fixtures/reference/reference.ts'
import { Unauthenticated } from '../../../../fixtures/reference/failure.ts'
import { fetchTarget } from '../../fetch-target.ts'
import { closedPort, targetAt } from '../../served.test-support.ts'
import { DEFAULT_LIMITS } from '../../target.ts'
import {
  authorizationOf,
  issued,
  LIST,
  OK,
  pathsOf,
  recorded,
  request,
  scripted,
  startedReference,
  statusOf,
} from '../auth.test-support.ts'
import { oauth2Auth } from './oauth2-auth.ts'

const CLIENT = { clientId: 'mdb_sa_id_1', clientSecret: 'mdb sa:secret+1/ä' }
const READER = { clientId: 'mdb_sa_id_2', clientSecret: 'mdb_sa_secret_2' }
const auth = {
  serviceAccounts: [
    { ...CLIENT, roles: 'owner' },
    { ...READER, roles: 'reader' },
  ],
} as const
const TOKEN = '/api/oauth/token'
const REVOKE = '/api/oauth/revoke'
const GET = request('GET', LIST)
const BODY = { type: 'DATADOG', apiKey: 'a'.repeat(32), region: 'US' }

/** A reference server whose clock the test sets, in milliseconds. */
async function timed(options: ReferenceOptions = {}) {
  const clock = { now: 1_000_000 }
  const now = (): number => clock.now
  return { clock, now, ...(await startedReference({ auth: { ...auth, tokenSeconds: 100 }, now, ...options })) }
}

const refusedAs = (challenge: string): { status: number; headers: [string, string][] } => ({
  status: 401,
  headers: [['WWW-Authenticate', challenge]],
})

test('every method is served with one token, which is asked for as the contract documents', async () => {
  const { send, sent, now } = await timed()
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN, now }).wrap(send)
  const statuses = []
  for (const [method, path, body] of [
    ['POST', `${LIST}/DATADOG`, BODY],
    ['PUT', `${LIST}/DATADOG`, BODY],
    ['GET', LIST],
    ['DELETE', `${LIST}/DATADOG`],
  ] as const)
    statuses.push(statusOf(await ask(request(method, path, body))))
  expect(statuses).toEqual([200, 200, 200, 204])
  expect(pathsOf(sent)).toEqual(['token', 'DATADOG', 'DATADOG', 'integrations', 'DATADOG'])
  const basic = Buffer.from('mdb_sa_id_1:mdb+sa%3Asecret%2B1%2F%C3%A4').toString('base64')
  expect(sent[0]).toMatchObject({ method: 'POST', path: TOKEN })
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
    'User-Agent': expect.stringMatching(/^[\w-]+\/\d/),
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
    Authorization: `Basic ${basic}`,
  })
  expect(Buffer.from(sent[0]?.body ?? []).toString()).toBe('grant_type=client_credentials')
})

test('the token endpoint is under the base path, and in this very process, like everything else', async () => {
  const { send } = await timed({ basePath: '/atlas' })
  expect(statusOf(await oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)(GET))).toBe(200)
  const inProcess = fetchTarget(fetchHandler(createReference({ auth })), DEFAULT_LIMITS)
  expect(statusOf(await oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(inProcess.send)(GET))).toBe(200)
})

test('twenty first requests at a time wait for one token', async () => {
  const { send, sent } = await timed()
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)
  const replies = await Promise.all(Array.from({ length: 20 }, () => ask(GET)))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
  expect(sent.filter(({ path }) => path === TOKEN)).toHaveLength(1)
  expect(new Set(sent.slice(1).map(authorizationOf)).size).toBe(1)
})

test('a token is renewed before it expires, once for twenty requests, and not earlier', async () => {
  const { clock, now, send, sent } = await timed()
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN, now }).wrap(send)
  await ask(GET)
  clock.now += 89_999
  await ask(GET)
  expect(pathsOf(sent)).toEqual(['token', 'integrations', 'integrations'])
  clock.now += 1
  const replies = await Promise.all(Array.from({ length: 20 }, () => ask(GET)))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
  expect(sent.filter(({ path }) => path === TOKEN)).toHaveLength(2)
  expect(sent).toHaveLength(24)
})

test('a token that has expired while nothing was sent is renewed without a 401', async () => {
  const { clock, now, send, received } = await timed()
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN, now }).wrap(send)
  await ask(GET)
  clock.now += 1_000_000
  expect(statusOf(await ask(GET))).toBe(200)
  expect(received.map(statusOf)).toEqual([200, 200, 200, 200])
})

test('a token that the target no longer takes is renewed once, and the request tried once more', async () => {
  const { send, sent } = await timed({ auth: { ...auth, tokenSeconds: 3600 } })
  const other = await startedReference({ auth })
  let current = send
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap((one) => current(one))
  await ask(GET)
  current = other.send
  const replies = await Promise.all(Array.from({ length: 5 }, () => ask(GET)))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
  expect(pathsOf(sent)).toEqual(['token', 'integrations'])
  expect(other.sent.filter(({ path }) => path === TOKEN)).toHaveLength(1)
  expect(other.sent).toHaveLength(11)
})

test('a 401 to a token that was never accepted is returned unchanged', async () => {
  const { send, sent } = scripted(issued('one'), refusedAs('Bearer error="invalid_token"'))
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)
  expect([statusOf(await ask(GET)), statusOf(await ask(GET))]).toEqual([401, 401])
  expect(pathsOf(sent)).toEqual(['token', 'integrations', 'integrations'])
})

test('a second 401 is returned, with any reason', async () => {
  const invalid = refusedAs('Bearer realm="r", error="invalid_token"')
  const { send, sent } = scripted(issued('one'), OK, invalid, issued('two'), invalid)
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)
  expect([statusOf(await ask(GET)), statusOf(await ask(GET))]).toEqual([200, 401])
  expect(sent.map(authorizationOf).slice(1)).toEqual([
    'Bearer one',
    'Bearer one',
    sent[0] && authorizationOf(sent[0]),
    'Bearer two',
  ])
})

/** A server that refuses a token after three uses. */
const endingTokens = () => {
  const uses = new Map<string, number>()
  return timed({
    overrides: (base) => ({
      verifyBearer: (core, token) => {
        const count = (uses.get(token) ?? 0) + 1
        uses.set(token, count)
        if (count > 3) throw new Unauthenticated('invalid_token')
        return base.verifyBearer(core, token)
      },
    }),
  })
}

test('a new token that other requests have used up is renewed again', async () => {
  const { send, sent } = await endingTokens()
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)
  await ask(GET)
  const replies = await Promise.all(Array.from({ length: 8 }, () => ask(GET)))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
  expect(sent.filter(({ path }) => path === TOKEN)).toHaveLength(3)
})

test('a token is renewed where its refusal overtakes the answers that it was good for', async () => {
  const { send } = await endingTokens()
  const late: typeof send = async (one, signal) => {
    const reply = await send(one, signal)
    if (statusOf(reply) === 200 && one.path !== TOKEN) await new Promise((done) => setTimeout(done, 20))
    return reply
  }
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(late)
  const replies = await Promise.all(Array.from({ length: 8 }, () => ask(GET)))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
})

test('a 401 that is about something else than the token renews nothing', async () => {
  const { send, sent } = scripted(issued('one'), OK, refusedAs('Bearer error="insufficient_scope"'))
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)
  expect([statusOf(await ask(GET)), statusOf(await ask(GET))]).toEqual([200, 401])
  expect(pathsOf(sent)).toEqual(['token', 'integrations', 'integrations'])
})

test('where roles are refused with a bare 401, the token endpoint is asked once a minute at most', async () => {
  const { clock, now, send, sent } = await timed({
    auth: { ...auth, tokenSeconds: 3600 },
    variants: { roleTooLow: 401 },
  })
  const ask = oauth2Auth(READER, { tokenPath: TOKEN, now }).wrap(send)
  const tokens = (): number => sent.filter(({ path }) => path === TOKEN).length
  for (let round = 0; round < 10; round += 1) {
    expect(statusOf(await ask(GET))).toBe(200)
    expect(statusOf(await ask(request('POST', `${LIST}/DATADOG`, BODY)))).toBe(401)
  }
  expect(tokens()).toBe(2)
  clock.now += 60_000
  await ask(request('DELETE', `${LIST}/DATADOG`))
  expect(tokens()).toBe(3)
})

test('where a new token helped, the next bare 401 renews it too', async () => {
  const bare = refusedAs('Bearer realm="r"')
  const { send, sent } = scripted(issued('one'), OK, bare, issued('two'), OK, bare, issued('three'), OK)
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN, now: () => 0 }).wrap(send)
  for (let round = 0; round < 3; round += 1) expect(statusOf(await ask(GET))).toBe(200)
  expect(sent.filter(({ path }) => path === TOKEN)).toHaveLength(3)
})

test('at the end every token that may still be good is revoked', async () => {
  const { clock, now, send, sent, received } = await timed()
  const authenticator = oauth2Auth(CLIENT, { tokenPath: TOKEN, now })
  const ask = authenticator.wrap(send)
  await ask(GET)
  clock.now += 95_000
  await ask(GET)
  const last = sent.at(-1) ?? GET
  await authenticator.close(send)
  expect(pathsOf(sent)).toEqual(['token', 'integrations', 'token', 'integrations', 'revoke', 'revoke'])
  expect(sent.at(-1)?.path).toBe(REVOKE)
  expect(received.slice(-2).map(statusOf)).toEqual([200, 200])
  expect(statusOf(await send(last))).toBe(401)
})

test('a token that has expired is not revoked, and without any nothing is sent', async () => {
  const { clock, now, send, sent } = await timed()
  const authenticator = oauth2Auth(CLIENT, { tokenPath: TOKEN, now })
  await authenticator.close(send)
  expect(sent).toEqual([])
  await authenticator.wrap(send)(GET)
  clock.now += 95_000
  await authenticator.wrap(send)(GET)
  clock.now += 10_000
  await authenticator.close(send)
  expect(pathsOf(sent).slice(4)).toEqual(['revoke'])
})

test('a target that is gone is asked to revoke one token, and no more', async () => {
  const clock = { now: 0 }
  const { send } = scripted(issued('one'), OK, issued('two'), OK)
  const authenticator = oauth2Auth(CLIENT, { tokenPath: TOKEN, now: () => clock.now })
  await authenticator.wrap(send)(GET)
  clock.now = 3_590_000
  await authenticator.wrap(send)(GET)
  const gone = recorded(targetAt(await closedPort()).send)
  await authenticator.close(gone.send)
  expect(gone.sent).toHaveLength(1)
})

test('a client that was refused is not asked for again; a server that failed is', async () => {
  const { send, sent } = await timed()
  const ask = oauth2Auth({ ...CLIENT, clientSecret: 'wrong-secret' }, { tokenPath: TOKEN }).wrap(send)
  const replies = [await ask(GET), await ask(GET)]
  expect(replies[0]).toMatchObject({ failure: 'unauthenticated', reason: expect.stringContaining('invalid_client') })
  expect(replies[1]).toEqual(replies[0])
  expect(sent).toHaveLength(1)
  for (const status of [500, 408]) {
    const failing = scripted({ status }, issued('one'), OK)
    const again = oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(failing.send)
    expect([statusOf(await again(GET)), statusOf(await again(GET))]).toEqual([undefined, 200])
  }
})

test('where the renewal fails, the old token serves to its end', async () => {
  const clock = { now: 0 }
  const { send, sent } = scripted(issued('one'), OK, { status: 500 }, OK, OK, { status: 500 })
  const ask = oauth2Auth(CLIENT, { tokenPath: TOKEN, now: () => clock.now }).wrap(send)
  await ask(GET)
  clock.now = 3_580_000
  expect([statusOf(await ask(GET)), statusOf(await ask(GET))]).toEqual([200, 200])
  expect(pathsOf(sent)).toEqual(['token', 'integrations', 'token', 'integrations', 'integrations'])
  clock.now = 3_600_000
  expect(await ask(GET)).toMatchObject({ failure: 'unauthenticated' })
})

test('a request with its own Authorization is sent unchanged, and no token is requested', async () => {
  const { send, sent } = scripted(OK)
  const own = { ...GET, headers: [['AUTHORIZATION', 'Bearer x']] as const }
  await oauth2Auth(CLIENT, { tokenPath: TOKEN }).wrap(send)(own)
  expect(sent).toEqual([own])
})

test('each form of the secret, and each token, is registered before its use', async () => {
  const secrets: string[] = []
  const authenticator = oauth2Auth(CLIENT, { tokenPath: TOKEN, onSecret: (one) => void secrets.push(one) })
  const basic = Buffer.from('mdb_sa_id_1:mdb+sa%3Asecret%2B1%2F%C3%A4').toString('base64')
  expect(secrets).toEqual([CLIENT.clientSecret, 'mdb+sa%3Asecret%2B1%2F%C3%A4', basic])
  const { send } = recorded((one) => {
    if (one.path !== TOKEN) expect(secrets).toContain('one-token')
    return scripted(issued('one-token')).send(one)
  })
  await authenticator.wrap(send)(GET)
  expect(secrets).toHaveLength(4)
})
