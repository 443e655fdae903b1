import { expect, onTestFinished, test, vi } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { EMPTY_SERVE_CONFIG } from '../../config/serve-config.ts'
import { mockOptions, principalsText } from './mock-options.ts'

test('an answer waits for the latency, between its least and its most', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const reference = createReference(mockOptions({ ...EMPTY_SERVE_CONFIG, latency: { least: 200, most: 300 } }))
  let status: number | undefined
  const request = { method: 'GET', target: '/', origin: 'http://x', headers: {}, body: new Uint8Array() }
  void reference.answer({ ...request, bodyTooLarge: false }).then((reply) => (status = reply.status))
  await vi.advanceTimersByTimeAsync(199)
  expect(status).toBe(undefined)
  await vi.advanceTimersByTimeAsync(101)
  expect(status).toBe(404)
})

test('each principal has its role, and may have several credentials', () => {
  const principals = {
    owner: [{ bearer: 'a' }, { digest: { username: 'u', password: 'p' } }],
    stranger: [{ oauth2: { clientId: 'c', clientSecret: 's' } }],
  }
  const config = { ...EMPTY_SERVE_CONFIG, principals, nonceTime: 60_000 }
  expect(mockOptions(config).auth).toEqual({
    users: [{ username: 'u', password: 'p', roles: 'owner' }],
    serviceAccounts: [{ clientId: 'c', clientSecret: 's', roles: 'none' }],
    bearerTokens: [{ token: 'a', roles: 'owner' }],
    nonceSeconds: 60,
  })
  expect(principalsText(config)).toBe('owner (bearer, digest), stranger (oauth2)')
  expect([mockOptions(EMPTY_SERVE_CONFIG), principalsText(EMPTY_SERVE_CONFIG)]).toEqual([
    {},
    'no credentials are asked for',
  ])
})
