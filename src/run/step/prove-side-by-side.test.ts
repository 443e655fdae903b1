import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createReference, type Override } from '../../../fixtures/reference/reference.ts'
import { fireAt, GROUP } from '../tests/run.test-support.ts'

const DIGEST = { username: 'u', password: 'a-password-of-digest' }
const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Fires rows that share a set-up, as an owner by digest. Returns the verdict, and the most requests that were under way at once. */
async function fireRows(overrides: Override, settings: { readonly inFlight?: number } = {}) {
  let [underway, most] = [0, 0]
  const users = [{ ...DIGEST, roles: 'owner' as const }]
  const server = await createReference({
    groups: [GROUP],
    auth: { users },
    overrides: (base) => ({
      ...(typeof overrides === 'function' ? overrides(base) : overrides),
      answer: async (core, request) => {
        underway += 1
        most = Math.max(most, underway)
        await setTimeout(5)
        underway -= 1
        return base.answer(core, request)
      },
    }),
  }).listen()
  closing.push(server.close)
  const principals = { owner: { digest: DIGEST } }
  const { verdict, requests } = await fireAt({ target: server.url, only: ['query.unusual'], principals, ...settings })
  return { verdict, most, sent: requests.sent }
}

test('an owner by digest sends rows side by side, once the target has taken lists so', async () => {
  expect(await fireRows({})).toMatchObject({ verdict: 'conforms', most: 8 })
})

test('where the target refuses them, the rows follow one another, and nothing is found', async () => {
  let newest: string | undefined
  const { verdict, sent } = await fireRows((base) => ({
    issueNonce: (core) => (newest = base.issueNonce(core)),
    useNonce: (core, nonce, count) => (nonce === newest ? base.useNonce(core, nonce, count) : 'unknown'),
  }))
  expect(verdict).toBe('conforms')
  // Two tries of eight lists, and the challenges of these.
  expect(sent).toBeLessThan(100)
})

test('with one request in flight, nothing is tried', async () => {
  expect(await fireRows({}, { inFlight: 1 })).toMatchObject({ verdict: 'conforms', most: 1 })
})
