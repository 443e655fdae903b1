import { expect, test } from 'vitest'
import { authorizationOf, OK, request, scripted } from './auth.test-support.ts'
import { createAuthenticator } from './create-authenticator.ts'
import { wrongCredentials } from './wrong-credentials.ts'

const OWNER = { basic: { username: 'owner', password: 'secret' } }

test('the username and the password are sent in base64, and both secret forms are told', async () => {
  const { send, sent } = scripted(OK)
  const secrets: string[] = []
  const context = { tokenPath: '', basePath: '', onSecret: (secret: string) => void secrets.push(secret) }
  await createAuthenticator(OWNER, context).wrap(send)(request('GET', '/'))
  expect(authorizationOf(sent[0])).toBe('Basic b3duZXI6c2VjcmV0')
  expect(secrets).toEqual(['secret', 'b3duZXI6c2VjcmV0'])
})

test('the wrong form keeps the username', () => {
  expect(wrongCredentials(OWNER)).toEqual({ basic: { username: 'owner', password: 'never-issued-by-anyone' } })
})
