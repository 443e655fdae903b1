import { expect, test } from 'vitest'
import { LIST, OK, request, scripted, startedReference, statusOf } from '../auth.test-support.ts'
import { faults } from '../../../../fixtures/faults/index.ts'
import type { Override } from '../../../../fixtures/reference/reference.ts'
import type { Send } from '../../target.ts'
import { trickyDigest } from './tricky-digest.ts'

const USER = { username: 'public-key', password: 'private-key-of-the-test' }
const auth = { users: [{ ...USER, roles: 'owner' }] } as const
const overridesOf = (id: string): Override => faults.find((fault) => fault.id === id)?.overrides ?? {}
const served = async (): Promise<Send> => (await startedReference({ auth })).send

test.each([
  'forged',
  'wrong-uri',
  'wrong-query',
  'wrong-method',
  'replayed',
  'wrong-response',
  'unknown-user',
  'empty-response',
  'cut-response',
  'other-realm',
  'without-qop',
] as const)('a %s digest is refused by a server that checks', async (trick) => {
  const send = await served()
  expect(statusOf(await trickyDigest(USER, { trick, basePath: '' }).wrap(send)(request('GET', LIST)))).toBe(401)
})

test('the same digest would be taken by a server that does not check: it is the trick that is refused', async () => {
  const send = await served()
  const lenient: Send = (one, signal) => {
    // A stand-in for a server that goes by the URI of the header, not of the request.
    const uri = one.headers.map(([, value]) => /uri="([^"]*)"/.exec(value)?.[1]).find((found) => found !== undefined)
    return send({ ...one, path: uri ?? one.path }, signal)
  }
  expect(
    statusOf(await trickyDigest(USER, { trick: 'wrong-uri', basePath: '' }).wrap(lenient)(request('GET', LIST))),
  ).not.toBe(401)
})

test('a wrong response over an accepted nonce is taken by a server that checks each nonce once', async () => {
  const server = await startedReference({ auth, overrides: overridesOf('digest.checked-once') })
  const { wrap } = trickyDigest(USER, { trick: 'wrong-response', basePath: '' })
  expect(statusOf(await wrap(server.send)(request('GET', LIST)))).toBe(200)
})

test.each([
  ['empty-response', 'digest.empty-response'],
  ['cut-response', 'digest.half-of-the-response'],
] as const)('a digest with the %s is taken by a server with the fault %s', async (trick, id) => {
  const server = await startedReference({ auth, overrides: overridesOf(id) })
  expect(statusOf(await trickyDigest(USER, { trick, basePath: '' }).wrap(server.send)(request('GET', LIST)))).toBe(200)
})

test.each(['digest.unknown-users-read', 'digest.unknown-users-have-no-password'])(
  'a digest of an unknown user is taken by a server with the fault %s',
  async (id) => {
    const server = await startedReference({ auth, overrides: overridesOf(id) })
    const { wrap } = trickyDigest(USER, { trick: 'unknown-user', basePath: '' })
    expect(statusOf(await wrap(server.send)(request('GET', LIST)))).toBe(200)
  },
)

test('without a digest challenge no wrong digest is sent, and the reply has the reason', async () => {
  expect(
    await trickyDigest(USER, { trick: 'replayed', basePath: '' }).wrap(scripted(OK).send)(request('GET', LIST)),
  ).toEqual({
    answered: false,
    failure: 'unauthenticated',
    reason: 'the target gave no digest challenge',
  })
})

test.each([
  ['look', 1],
  ['right digest', 2],
])('a limit of the rate at the %s is the reply, so that the run waits and plays again', async (_, limited) => {
  const send = await served()
  let requests = 0
  const limiting: Send = (one, signal) => {
    requests += 1
    return requests === limited
      ? Promise.resolve({ answered: true, response: { status: 429, headers: [], body: new Uint8Array() } })
      : send(one, signal)
  }
  const reply = await trickyDigest(USER, { trick: 'replayed', basePath: '' }).wrap(limiting)(request('GET', LIST))
  expect(statusOf(reply)).toBe(429)
})
