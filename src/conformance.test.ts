import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../fixtures/reference/reference.ts'
import { type Report, runConformance, UserError } from './index.ts'

async function report(options: Parameters<typeof runConformance>[0]): Promise<Report | undefined> {
  let last: Report | undefined
  for await (const event of runConformance(options)) last = event.type === 'report' ? event : undefined
  return last
}

test('a run against a function ends with a report, as a run against a URL does', async () => {
  const reference = createReference()
  const [groupId = '', otherGroupId = ''] = reference.groupIds
  const options = { groupId, otherGroupId, only: ['create.twice', 'isolation.create'], seed: 1 }
  const inProcess = await report({ ...options, target: fetchHandler(reference) })
  expect(inProcess).toMatchObject({ verdict: 'conforms', totals: { pass: 12, fail: 0, skip: 0 }, target: 'in-process' })
  const server = await reference.listen()
  const behindUrl = await report({ ...options, target: server.url })
  await server.close()
  expect(behindUrl?.results.map(({ id, status }) => [id, status])).toEqual(
    inProcess?.results.map(({ id, status }) => [id, status]),
  )
})

test('each principal sends a different token, and no report holds a token', async () => {
  const token = 'token-of-the-owner-x7Kq2'
  const reference = createReference({ auth: { bearerTokens: [{ token, roles: 'owner' }] } })
  const [groupId = ''] = reference.groupIds
  const options = { target: fetchHandler(reference), groupId, only: ['credentials.none'], seed: 1, verbose: true }
  expect(await report({ ...options, principals: { owner: { bearer: 'wrong' } } })).toMatchObject({
    verdict: 'inconclusive',
  })
  const seen = await report({ ...options, principals: { owner: { bearer: token } } })
  expect(seen).toMatchObject({ verdict: 'conforms', totals: { pass: 5 } })
  expect(JSON.stringify(seen)).not.toContain(token)
})

const GROUP_ID = '64b1f0c2a9d3e45f67890abc'

const target = (): Response => {
  throw new Error('nothing may be sent')
}

test('a mistake in the options throws before the first request', async () => {
  await expect(report({ target, groupId: [] })).rejects.toThrow(UserError)
  await expect(report({ target, groupId: GROUP_ID, only: ['no.such'] })).rejects.toThrow('"no.such" matches no case')
  await expect(report({ target, groupId: ['a', 'A'] })).rejects.toThrow('the group A is named twice')
  const wrong = { target, groupId: 'a', ony: ['list.empty'] }
  await expect(report(wrong)).rejects.toThrow('there is no option "ony"; did you mean "only"?')
  const late: unknown = { target, groupId: 'a', timeout: '10s' }
  await expect(report(late as Parameters<typeof runConformance>[0])).rejects.toThrow(
    'the option "timeout" must be a number, not a string',
  )
  await expect(report({ target, groupId: 'a' })).rejects.toThrow('the group id "a" breaks the pattern')
  const other = { target, groupId: GROUP_ID, otherGroupId: GROUP_ID.toUpperCase().replace('C', 'D') }
  await expect(report(other)).rejects.toThrow('breaks the pattern')
  await expect(report({ target: 'nowhere', groupId: GROUP_ID })).rejects.toThrow('"nowhere" is not a target')
})
