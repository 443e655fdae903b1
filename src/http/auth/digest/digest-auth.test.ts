import { expect, test } from 'vitest'
import { createReference, fetchHandler, type ReferenceOptions } from '../../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../fetch-target.ts'
import { DEFAULT_LIMITS } from '../../target.ts'
import {
  authorizationOf,
  challenge,
  LIST,
  OK,
  request,
  scripted,
  startedReference,
  statusOf,
} from '../auth.test-support.ts'
import { digestAuth } from './digest-auth.ts'

const OWNER = { username: 'owner', password: 'owner-password' }
const auth = { users: [{ ...OWNER, roles: 'owner' }], digestAlgorithms: ['MD5', 'SHA-256'] } as const
const BODY = { type: 'DATADOG', apiKey: 'a'.repeat(32), region: 'US' }

/** The uses of nonces as the server counts them. */
function counting(): {
  readonly options: ReferenceOptions
  readonly uses: Map<string, number[]>
  readonly told: string[]
} {
  const [uses, told] = [new Map<string, number[]>(), [] as string[]]
  const options: ReferenceOptions = {
    auth,
    overrides: (base) => ({
      useNonce: (core, nonce, count) => {
        uses.set(nonce, [...(uses.get(nonce) ?? []), count])
        const use = base.useNonce(core, nonce, count)
        told.push(use)
        return use
      },
    }),
  }
  return { options, uses, told }
}

test('every method is served, and only the first request is sent without its proof', async () => {
  const { send, sent } = await startedReference({ auth })
  const ask = digestAuth(OWNER).wrap(send)
  const statuses = []
  for (const [method, path, body] of [
    ['POST', `${LIST}/DATADOG?pretty=true`, BODY],
    ['PUT', `${LIST}/DATADOG`, BODY],
    ['GET', `${LIST}/DATADOG`],
    ['HEAD', LIST],
    ['OPTIONS', LIST],
    ['PATCH', LIST],
    ['DELETE', `${LIST}/DATADOG`],
  ] as const)
    statuses.push(statusOf(await ask(request(method, path, body))))
  expect(statuses).toEqual([200, 200, 200, 200, expect.any(Number), 405, 204])
  expect(sent.map((one) => authorizationOf(one) !== undefined)).toEqual([false, ...statuses.map(() => true)])
  expect(authorizationOf(sent[1])).toContain('algorithm=SHA-256')
  const counts = sent.slice(1).map((one) => /nc=(\w+)/.exec(authorizationOf(one) ?? '')?.[1])
  expect(counts).toEqual(statuses.map((_, index) => `0000000${index + 1}`))
})

test('the signed URI includes the base path of the target', async () => {
  const { send } = await startedReference({ auth, basePath: '/atlas' })
  expect(statusOf(await digestAuth(OWNER, { basePath: '/atlas' }).wrap(send)(request('GET', LIST)))).toBe(200)
})

test('a target in this very process is served as one behind a socket is', async () => {
  const handler = fetchHandler(createReference({ auth }))
  const ask = digestAuth(OWNER).wrap(fetchTarget(handler, DEFAULT_LIMITS).send)
  expect(statusOf(await ask(request('PUT', `${LIST}/DATADOG?pretty=true`, BODY)))).toBe(200)
  expect(statusOf(await ask(request('GET', LIST)))).toBe(200)
})

test('an expired nonce is stale, and renewed with one more try', async () => {
  let now = 0
  const { send, sent } = await startedReference({ auth: { ...auth, nonceSeconds: 10 }, now: () => now })
  const ask = digestAuth(OWNER).wrap(send)
  await ask(request('GET', LIST))
  now = 10_000
  expect(statusOf(await ask(request('POST', `${LIST}/DATADOG`, BODY)))).toBe(200)
  expect(sent).toHaveLength(4)
  expect(statusOf(await ask(request('GET', LIST)))).toBe(200)
  expect(sent).toHaveLength(5)
})

test('a new nonce of a restarted server is answered, even without stale=true', async () => {
  const first = await startedReference({ auth })
  const second = await startedReference({ auth })
  let { send } = first
  const ask = digestAuth(OWNER).wrap((one) => send(one))
  await ask(request('GET', LIST))
  send = second.send
  expect(statusOf(await ask(request('GET', LIST)))).toBe(200)
  expect(second.sent).toHaveLength(2)
})

test('fifty requests at a time have a nonce each, and fifty more use these nonces in the order of their counts', async () => {
  const { options, uses, told } = counting()
  const { send, sent } = await startedReference(options)
  const ask = digestAuth(OWNER).wrap(send)
  const fifty = (): Promise<unknown[]> =>
    Promise.all(Array.from({ length: 50 }, async () => statusOf(await ask(request('GET', LIST)))))
  expect(new Set([...(await fifty()), ...(await fifty())])).toEqual(new Set([200]))
  // The first request shows that all need a challenge, and keeps its nonce for one of the others.
  expect(sent).toHaveLength(1 + 50 + 48 + 50 + 1)
  const counts = [...uses.values()]
  expect(counts).toHaveLength(50)
  for (const own of counts) expect(own).toEqual(own.map((_, index) => index + 1))
  expect(new Set(told)).toEqual(new Set(['fresh']))
})

test('fifty requests at a time whose nonce has expired are each renewed once, and no count is used twice', async () => {
  let now = 0
  const { options, uses, told } = counting()
  const { send, sent } = await startedReference({ ...options, now: () => now })
  const ask = digestAuth(OWNER).wrap(send)
  await ask(request('GET', LIST))
  now = 300_000
  const replies = await Promise.all(Array.from({ length: 50 }, () => ask(request('GET', LIST))))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
  expect(sent.length).toBeLessThanOrEqual(102)
  for (const counts of uses.values()) expect(new Set(counts).size).toBe(counts.length)
  expect(told).not.toContain('replayed')
})

test('a count that was used before is refused by the reference server, so the tests above prove something', async () => {
  const { options, told } = counting()
  const { send, sent } = await startedReference(options)
  await digestAuth(OWNER).wrap(send)(request('GET', LIST))
  const [, signed = request('GET', LIST)] = sent
  expect(statusOf(await send(signed))).toBe(401)
  expect(told).toEqual(['fresh', 'replayed'])
})

test.each([
  ['password', { ...OWNER, password: 'wrong-password' }],
  ['username', { ...OWNER, username: 'somebody' }],
])('a wrong %s is a 401 after one more try, again and again', async (_what, credentials) => {
  const { send, sent } = await startedReference({ auth })
  const ask = digestAuth(credentials).wrap(send)
  for (let round = 1; round <= 3; round += 1) {
    expect(statusOf(await ask(request('GET', LIST)))).toBe(401)
    expect(sent).toHaveLength(2 * round)
    expect(sent.slice(-2).map((one) => authorizationOf(one) !== undefined)).toEqual([false, true])
  }
})

test('a 401 with the same nonce is final, unless it is stale', async () => {
  const same = 'Digest realm="r", nonce="n", qop="auth"'
  const refused = scripted(challenge(same), OK, challenge(same))
  const ask = digestAuth(OWNER).wrap(refused.send)
  expect([statusOf(await ask(request('GET', '/'))), statusOf(await ask(request('GET', '/')))]).toEqual([200, 401])
  expect(refused.sent).toHaveLength(3)
  const stale = scripted(challenge(same), OK, challenge(`${same}, stale=TRUE`), OK)
  const again = digestAuth(OWNER).wrap(stale.send)
  await again(request('GET', '/'))
  expect(statusOf(await again(request('GET', '/')))).toBe(200)
  expect(stale.sent.map((one) => /nc=(\w+)/.exec(authorizationOf(one) ?? '')?.[1])).toEqual([
    undefined,
    '00000001',
    '00000002',
    '00000003',
  ])
})

test('a late answer does not restore an old nonce', async () => {
  const { send, sent } = scripted(
    challenge('Digest realm="r", nonce="n", qop="auth"'),
    OK,
    challenge('Digest realm="r", nonce="m", qop="auth"'),
    OK,
  )
  let release: (() => void) | undefined
  const slow = new Promise<void>((resolve) => (release = resolve))
  const { wrap } = digestAuth(OWNER)
  const ask = wrap(send)
  await ask(request('GET', '/'))
  const late = wrap(async () => {
    await slow
    return { answered: true, response: { status: 200, headers: [], body: new Uint8Array() } }
  })(request('GET', '/slow'))
  await ask(request('GET', '/'))
  release?.()
  await late
  await ask(request('GET', '/'))
  expect(authorizationOf(sent.at(-1))).toContain('nonce="m"')
})

test('a shared nonce has increasing counts, also after failed requests', async () => {
  const { send, sent } = scripted(challenge('Digest realm="r", nonce="n", qop="auth"'))
  const ask = digestAuth(OWNER).wrap(send)
  await Promise.all(Array.from({ length: 10 }, () => ask(request('GET', '/'))))
  const counts = sent.flatMap((one) => /nc=(\w+)/.exec(authorizationOf(one) ?? '')?.[1] ?? [])
  expect(counts).toHaveLength(10)
  expect(new Set(counts).size).toBe(10)
})

test('a request with its own Authorization is sent unchanged, and its 401 is not answered', async () => {
  const { send, sent } = await startedReference({ auth })
  const own = { ...request('GET', LIST), headers: [['authorization', 'Digest x']] as const }
  expect(statusOf(await digestAuth(OWNER).wrap(send)(own))).toBe(401)
  expect(sent).toEqual([own])
})

test('a target without a challenge receives no credentials', async () => {
  const { send, sent } = await startedReference({})
  const ask = digestAuth(OWNER).wrap(send)
  await Promise.all([1, 2, 3].map(() => ask(request('GET', LIST))))
  expect(sent.map(authorizationOf)).toEqual([undefined, undefined, undefined])
})

test('a missing answer to the first or second request is returned, and blocks no other request', async () => {
  const gone = { answered: false, failure: 'reset', reason: 'the connection was closed before an answer' } as const
  const { send } = scripted(challenge('Digest realm="r", nonce="n"'))
  let requests = 0
  const ask = digestAuth(OWNER).wrap((one) => {
    requests += 1
    return requests === 2 ? send(one) : Promise.resolve(gone)
  })
  expect(await Promise.all([ask(request('GET', '/')), ask(request('GET', '/'))])).toEqual([gone, gone])
  expect(requests).toBe(3)
})

test('the password is registered as a secret, and no request or hint has it', async () => {
  const secrets: string[] = []
  const said: string[] = []
  const options = { onSecret: (one: string) => void secrets.push(one), onHint: (one: string) => void said.push(one) }
  const authenticator = digestAuth(OWNER, options)
  expect(secrets).toEqual(['owner-password'])
  const { send, sent } = scripted(challenge('owner-password realm="owner-password", Basic realm="owner-password"'))
  await authenticator.wrap(send)(request('GET', '/'))
  const { send: ask, sent: more } = await startedReference({ auth })
  await digestAuth(OWNER, options).wrap(ask)(request('GET', LIST))
  expect(said).toEqual(['the target answers 401 and asks for Basic, not for Digest'])
  expect(JSON.stringify([sent, more, said])).not.toContain('owner-password')
  await authenticator.close(send)
})

test('a 401 without a challenge after an accepted signature refuses the role, and is no remark', async () => {
  const said: string[] = []
  const { send } = scripted(challenge('Digest realm="r", nonce="n"'), OK, challenge(''))
  const ask = digestAuth(OWNER, { onHint: (one) => void said.push(one) }).wrap(send)
  expect(statusOf(await ask(request('GET', '/')))).toBe(200)
  expect(statusOf(await ask(request('PUT', '/')))).toBe(401)
  expect(said).toEqual([])
})
