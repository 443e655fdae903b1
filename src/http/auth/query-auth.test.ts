import { expect, test } from 'vitest'
import type { Reply } from '../target.ts'
import { createAuthenticator } from './create-authenticator.ts'
import { wrongCredentials } from './wrong-credentials.ts'

async function sentPath(
  path: string,
  credentials: { readonly query: Readonly<Record<string, string>> },
): Promise<string> {
  let sent = ''
  const secrets: string[] = []
  const context = { tokenPath: '', basePath: '', onSecret: (secret: string) => void secrets.push(secret) }
  const authenticator = createAuthenticator(credentials, context)
  const send = authenticator.wrap((request) => {
    sent = request.path
    return Promise.reject<Reply>(new Error('not sent'))
  })
  await send({ method: 'GET', path, headers: [] }, new AbortController().signal).catch(() => {})
  expect(secrets).toEqual(Object.values(credentials.query))
  return sent
}

test.each([
  ['/notes', '/notes?api_key=a%26b'],
  ['/notes?page=2', '/notes?page=2&api_key=a%26b'],
  ['/notes?api_key=other', '/notes?api_key=other'],
])('%s is sent with the key in its query', async (path, sent) => {
  expect(await sentPath(path, { query: { api_key: 'a&b' } })).toBe(sent)
})

test('a wrong key has the same name', async () => {
  const wrong = wrongCredentials({ query: { api_key: 'right' } }, 'wrong') as { readonly query: Record<string, string> }
  expect(await sentPath('/notes', wrong)).toBe('/notes?api_key=wrong')
})
