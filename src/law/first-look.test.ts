import { expect, test } from 'vitest'
import { fireLaws } from './tests/fire-laws.test-support.ts'

test.each([
  [{}, 'the target asks for credentials with 401; name them with principals.owner in the configuration'],
  [
    { owner: { bearer: 'expired' } },
    'the target refused the credentials of the owner with 401; correct principals.owner in the configuration',
  ],
])('a target that refuses the principals %j is inconclusive after a few requests', async (principals, reason) => {
  const { report } = await fireLaws('notes', { more: { principals } })
  expect(report).toMatchObject({ verdict: 'inconclusive', reason })
  expect(report.requests.sent).toBeLessThan(6)
})
