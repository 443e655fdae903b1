import { expect, test } from 'vitest'
import { LIST, OK, request, scripted, startedReference, statusOf } from './auth.test-support.ts'
import { createAuthenticator } from './create-authenticator.ts'
import type { Credentials } from './schemes.ts'
import { wrongCredentials } from './wrong-credentials.ts'

const digest = { username: 'owner', password: 'owner-password' }
const oauth2 = { clientId: 'client', clientSecret: 'client-secret' }
const auth = {
  users: [{ ...digest, roles: 'owner' }],
  serviceAccounts: [{ ...oauth2, roles: 'owner' }],
  bearerTokens: [{ token: 'owner-token', roles: 'owner' }],
} as const
const ALL: readonly (readonly [string, Credentials])[] = [
  ['bearer', { bearer: 'owner-token' }],
  ['headers', { headers: { authorization: 'Bearer owner-token', 'X-Key': 'key' } }],
  ['digest', { digest }],
  ['oauth2', { oauth2 }],
]
const CONTEXT = { tokenPath: '/api/oauth/token', basePath: '/atlas' }

test.each(ALL)('%s credentials are served, and wrong ones of their kind are answered 401', async (_, credentials) => {
  const { send } = await startedReference({ auth, basePath: '/atlas' })
  const right = createAuthenticator(credentials, CONTEXT)
  expect(statusOf(await right.wrap(send)(request('GET', LIST)))).toBe(200)
  const wrong = createAuthenticator(wrongCredentials(credentials), CONTEXT)
  expect(statusOf(await wrong.wrap(send)(request('GET', LIST)))).toBe(401)
  await Promise.all([right.close(send), wrong.close(send)])
})

test('without credentials nothing is added, and the wrong ones are a token', async () => {
  const { send, sent } = scripted(OK)
  const nobody = createAuthenticator(undefined, CONTEXT)
  await nobody.wrap(send)(request('GET', LIST))
  expect(sent).toEqual([request('GET', LIST)])
  await nobody.close(send)
  expect(wrongCredentials(undefined)).toEqual({ bearer: 'never-issued-by-anyone' })
})

test('wrong headers keep their names and schemes', () => {
  expect(wrongCredentials({ headers: { Authorization: 'Basic YTpi', 'X-Api-Key': 'key' } })).toEqual({
    headers: { Authorization: 'Basic never-issued-by-anyone', 'X-Api-Key': 'never-issued-by-anyone' },
  })
})

test('a header that the request already has, in any case, is not added', async () => {
  const { send, sent } = scripted(OK)
  const { wrap } = createAuthenticator({ headers: { Authorization: 'Bearer a', 'X-Key': 'b' } }, CONTEXT)
  const own = { ...request('GET', '/'), headers: [['authorization', 'Bearer c']] as const }
  await wrap(send)(own)
  expect(sent[0]?.headers).toEqual([
    ['authorization', 'Bearer c'],
    ['X-Key', 'b'],
  ])
})

test.each([
  ['bearer', ['owner-token']],
  ['headers', ['owner-token', 'key']],
  ['digest', ['owner-password']],
  ['oauth2', ['client-secret', Buffer.from('client:client-secret').toString('base64')]],
])('the secrets of %s credentials are registered at once', (kind, expected) => {
  const secrets: string[] = []
  const credentials = ALL.find(([scheme]) => scheme === kind)?.[1]
  createAuthenticator(credentials, { ...CONTEXT, onSecret: (secret) => void secrets.push(secret) })
  expect(secrets).toEqual(expected)
})
