import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../fixtures/reference/reference.ts'
import { folder } from './cli/conform.test-support.ts'
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
  expect(inProcess).toMatchObject({ verdict: 'conforms', totals: { pass: 11, fail: 0, skip: 0 }, target: 'in-process' })
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

test('a run with a budget ends within it and names what it leaves out', async () => {
  const reference = createReference()
  const [groupId = ''] = reference.groupIds
  const cut = await report({ target: fetchHandler(reference), groupId, seed: 1, budget: { requests: 60 } })
  expect([cut?.verdict, cut?.budget?.requests]).toEqual(['conforms', 60])
  expect(cut?.requests.sent).toBeLessThanOrEqual(60)
  expect(cut?.budget?.leftOut.length).toBeGreaterThan(1000)
  expect(cut?.budget?.knownFaults?.found).toBeGreaterThan(50)
})

const ids = (one: Report | undefined): readonly string[] => one?.results.map(({ id }) => id) ?? []

test('the shards of a run hold each of its cases once, each in a group of its own', async () => {
  const reference = createReference()
  const groupId = reference.groupIds
  const options = { target: fetchHandler(reference), groupId, only: ['create.twice', 'delete.*'], seed: 1 }
  const of = groupId.length
  const shards = await Promise.all(groupId.map((_, index) => report({ ...options, shard: { index: index + 1, of } })))
  const whole = await report({ ...options, groupId: groupId[0] ?? '' })
  expect(shards.flatMap(ids).toSorted()).toEqual([...ids(whole)].toSorted())
  expect(shards.map((one) => one?.shard?.index)).toEqual(groupId.map((_, index) => index + 1))
  await expect(report({ ...options, groupId: groupId[0] ?? '', shard: { index: 1, of } })).rejects.toThrow(
    `shard 1/${of} needs ${of} groups, one for each shard; 1 is given. Name all of them in each shard`,
  )
})

test('a baseline is the path of a file, or its content', async () => {
  const reference = createReference({
    overrides: (base) => ({
      create: (core, call) =>
        base.find(core, call.group, call.type) === undefined
          ? base.create(core, call)
          : { kind: 'page', status: 200, body: base.page(core, call) },
    }),
  })
  const [groupId = ''] = reference.groupIds
  const options = { target: fetchHandler(reference), groupId, only: ['create.twice[SLACK]'], seed: 1 }
  const known = {
    requirement: 'second-create-conflicts',
    cause: 'second-create-conflicts/accepted',
    cases: ['create.*'],
  }
  const baseline = { contract: 'integrations', entries: [known] }
  expect(await report({ ...options, baseline })).toMatchObject({ verdict: 'conforms', totals: { fail: 1 } })
  const file = join(folder(), 'known.yaml')
  writeFileSync(file, JSON.stringify(baseline))
  expect(await report({ ...options, baseline: file })).toMatchObject({ baseline: { entries: [{ status: 'known' }] } })
  const stale = { ...baseline, entries: [known, { ...known, id: 'gone', cases: ['no.such'] }] }
  expect(await report({ ...options, baseline: stale })).toMatchObject({
    verdict: 'violates',
    reason: 'the option "baseline" is out of date: "gone" matches no case',
  })
  expect(await report({ ...options, baseline: stale, baselineLenient: true })).toMatchObject({ verdict: 'conforms' })
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
    'the option "timeout" must be a number above 0, not a string',
  )
  await expect(report({ target, groupId: 'a' })).rejects.toThrow('the group id "a" breaks the pattern')
  const other = { target, groupId: GROUP_ID, otherGroupId: GROUP_ID.toUpperCase().replace('C', 'D') }
  await expect(report(other)).rejects.toThrow('breaks the pattern')
  await expect(report({ target: 'nowhere', groupId: GROUP_ID })).rejects.toThrow('"nowhere" is not a target')
})

test.each<[string, unknown]>([
  ['the option "target" is missing', undefined],
  ['the option "target" is missing', {}],
  ['the option "target" is missing', { target: undefined, groupId: GROUP_ID }],
  ['the option "target" is empty', { target: '', groupId: GROUP_ID }],
  ['the option "target" must be a string or a function, not null', { target: null, groupId: GROUP_ID }],
  ['the option "groupId" is missing', { target }],
  ['the option "groupId" is empty', { target, groupId: '' }],
  ['the option "groupId" is empty', { target, groupId: [] }],
  ['the option "groupId" is empty', { target, groupId: [GROUP_ID, ''] }],
  ['the option "groupId" must be a string or a list of strings, not a list', { target, groupId: [1] }],
  ['the option "otherGroupId" is empty', { target, groupId: GROUP_ID, otherGroupId: '' }],
  ['the option "principals" must be an object, not null', { target, groupId: GROUP_ID, principals: null }],
  [
    'the option "principals" is wrong: principals/owner must be object',
    { target, groupId: GROUP_ID, principals: { owner: 's3cret' } },
  ],
  [
    'the option "principals" is wrong: principals has the unknown key "admin"',
    { target, groupId: GROUP_ID, principals: { admin: {} } },
  ],
  ['the option "only" must be a list of strings, not a list', { target, groupId: GROUP_ID, only: [undefined] }],
  ['the option "only" is empty', { target, groupId: GROUP_ID, only: [''] }],
  ['the option "seed" must be a whole number from 0, not NaN', { target, groupId: GROUP_ID, seed: Number.NaN }],
  ['the option "runs" must be a whole number from 1, not 0', { target, groupId: GROUP_ID, runs: 0 }],
  [
    'the option "level" must be a level, "must" or "should", not a string',
    { target, groupId: GROUP_ID, level: 'observe' },
  ],
  [
    'the option "budget" must be a budget such as { requests: 2000 } or { ms: 60000 }, not an object',
    { target, groupId: GROUP_ID, budget: { requests: 0 } },
  ],
  ['the option "timeout" must be a number above 0, not -1', { target, groupId: GROUP_ID, timeout: -1 }],
  ['the option "signal" must be an AbortSignal, not an object', { target, groupId: GROUP_ID, signal: {} }],
  [
    'the option "shard" must be a shard such as { index: 1, of: 4 }, not an object',
    { target, groupId: GROUP_ID, seed: 1, shard: { index: 3, of: 2 } },
  ],
  ['the option "shard" needs the option "seed"', { target, groupId: GROUP_ID, shard: { index: 1, of: 2 } }],
  ['the option "baseline" must be a string or an object, not a list', { target, groupId: GROUP_ID, baseline: [] }],
  ['the option "baseline" is empty', { target, groupId: GROUP_ID, baseline: '' }],
  ['no.yaml cannot be read: there is no such file', { target, groupId: GROUP_ID, baseline: 'no.yaml' }],
  [
    'the option "baseline":3:14  expected a list of known failures, not 1',
    { target, groupId: GROUP_ID, baseline: { contract: 'integrations', entries: 1 } },
  ],
  ['the option "baselineLenient" needs the option "baseline"', { target, groupId: GROUP_ID, baselineLenient: true }],
  ['there is no option "toString"', { target, groupId: GROUP_ID, toString: 1 }],
  ['the options of runConformance must be an object, not a string', 'http://127.0.0.1:1'],
])('%s', async (message, options) => {
  const error: unknown = await report(options as Parameters<typeof runConformance>[0]).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UserError)
  expect((error as UserError).message).toContain(message)
  expect((error as UserError).message).not.toContain('s3cret')
})

test('with concurrency off, cases with requests at the same moment are skipped', async () => {
  const reference = createReference()
  const [groupId = ''] = reference.groupIds
  const options = { target: fetchHandler(reference), groupId, only: ['concurrency.creates-of-one-type'], seed: 1 }
  expect(await report(options)).toMatchObject({ totals: { pass: 1, skip: 0 } })
  expect(await report({ ...options, concurrency: false })).toMatchObject({ totals: { pass: 0, skip: 1 } })
})
