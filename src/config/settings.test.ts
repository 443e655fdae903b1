import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { type Config, EMPTY_CONFIG } from './config.ts'
import { parseTarget } from './parse-target.ts'
import { decideSettings, type Settings } from './settings.ts'
import type { TargetFlags } from './target-flags.ts'

const ENV = {
  MONGODB_ATLAS_BASE_URL: 'http://env.example.com',
  MONGODB_ATLAS_PROJECT_ID: 'env-group',
  MONGODB_ATLAS_PUBLIC_API_KEY: 'public',
  MONGODB_ATLAS_PRIVATE_API_KEY: 'private',
}
const FILE: Config = { ...EMPTY_CONFIG, target: 'http://file.example.com', groups: ['file-group'] }
const FLAGS: TargetFlags = { target: 'http://flag.example.com', groupId: ['flag-group'] }
const NAMED: TargetFlags = { config: 'some.yaml' }

const decide = (flags: TargetFlags, config: Config, variables: Readonly<Record<string, string>> = {}): Settings =>
  decideSettings(flags, config, { names: CONTRACT.environment, variables })
const place = (settings: Settings): string => `${settings.target?.hostname ?? 'embedded'} ${settings.groups.join()}`
const { MONGODB_ATLAS_PUBLIC_API_KEY: _public, MONGODB_ATLAS_PRIVATE_API_KEY: _private, ...PLACE } = ENV

test('the order is: flags, the file of --config, the environment, the default file', () => {
  expect(place(decide({ ...FLAGS, ...NAMED }, FILE, PLACE))).toBe('flag.example.com flag-group')
  expect(place(decide(NAMED, FILE, PLACE))).toBe('file.example.com file-group')
  expect(place(decide({}, FILE, PLACE))).toBe('env.example.com env-group')
  expect(place(decide({}, FILE))).toBe('file.example.com file-group')
  expect(place(decide({}, EMPTY_CONFIG))).toBe('embedded ')
  expect(place(decide({ groupId: ['a', 'b'] }, FILE))).toBe('file.example.com a,b')
})

test('an empty variable of the target is refused where nothing else names one', () => {
  expect(() => decide({}, EMPTY_CONFIG, { MONGODB_ATLAS_BASE_URL: '' })).toThrow(
    'the environment variable MONGODB_ATLAS_BASE_URL is empty; set it to the URL of the target, or unset it',
  )
  expect(place(decide({}, FILE, { MONGODB_ATLAS_BASE_URL: '' }))).toBe('file.example.com file-group')
})

test('a time limit of 0 and an empty command are refused', () => {
  expect(() => decide({ ...FLAGS, timeout: '0' }, FILE)).toThrow('--timeout takes a time')
  expect(() => decide({ ...FLAGS, start: ' ' }, FILE)).toThrow('--start takes the command of a server')
})

test('the environment has the names of Atlas tools, and an empty variable counts as unset', () => {
  const other = {
    MONGODB_ATLAS_OPS_MANAGER_URL: 'http://ops.example.com/',
    MONGODB_ATLAS_PROJECT_ID: 'g',
    MONGODB_ATLAS_BASE_URL: '',
  }
  expect(place(decide({}, EMPTY_CONFIG, other))).toBe('ops.example.com g')
})

test('credentials of the environment go to a target of the environment or of a flag', () => {
  const digest = { username: ENV.MONGODB_ATLAS_PUBLIC_API_KEY, password: ENV.MONGODB_ATLAS_PRIVATE_API_KEY }
  expect(decide({}, EMPTY_CONFIG, ENV).principals).toEqual({ owner: { digest } })
  expect(decide(FLAGS, EMPTY_CONFIG, ENV).principals).toEqual({ owner: { digest } })
})

test('credentials of the environment never go to a target of a file, nor to the embedded server', () => {
  const { MONGODB_ATLAS_BASE_URL: _url, ...rest } = ENV
  expect(decide(NAMED, FILE, ENV).principals).toEqual({})
  expect(decide({}, FILE, rest)).toMatchObject({ principals: {}, groups: ['env-group'] })
  expect(decide({}, EMPTY_CONFIG, rest).principals).toEqual({})
})

test('a service account comes before an API key, and half a service account counts as unset', () => {
  const account = { ...PLACE, MONGODB_ATLAS_CLIENT_ID: 'id', MONGODB_ATLAS_CLIENT_SECRET: 'secret' }
  const oauth2 = { clientId: 'id', clientSecret: 'secret' }
  expect(decide({}, EMPTY_CONFIG, { ...ENV, ...account }).principals).toEqual({ owner: { oauth2 } })
  const { MONGODB_ATLAS_CLIENT_SECRET: _secret, ...half } = account
  expect(decide({}, EMPTY_CONFIG, half).principals).toEqual({})
})

test('the file gives the principals', () => {
  const principals = { owner: { digest: { username: 'u', password: 'p' } }, stranger: { bearer: 'b' } }
  const config: Config = { ...FILE, principals }
  expect(decide(NAMED, config).principals).toEqual(principals)
})

test('a flag overrides a time, rate or limit of the file, and the rest has its documented default', () => {
  const config: Config = { ...FILE, timeout: 2_000, rate: 5, limits: { body: 100 } }
  expect(decide({}, config)).toMatchObject({
    rate: 5,
    limits: { ...DEFAULT_LIMITS, total: 2_000, connect: 2_000, body: 100 },
  })
  expect(decide({ timeout: '20s', rate: '1/s' }, config)).toMatchObject({
    rate: 1,
    limits: { total: 20_000, connect: 5_000 },
  })
  expect(decide({}, FILE).limits).toEqual(DEFAULT_LIMITS)
  expect(decide({}, FILE)).not.toHaveProperty('rate')
  expect(() => decide({ timeout: 'soon' }, FILE)).toThrow(
    '--timeout takes a time from 1ms to 34560m, such as 10s or 500 (milliseconds), not "soon"',
  )
  expect(() => decide({ rate: '0/s' }, FILE)).toThrow(
    '--rate takes a rate from 0.001/s to 1000000/s, such as 10/s, not "0/s"',
  )
})

test.each([
  ['nothing', '"nothing" is not a target; a target is an HTTP URL such as http://127.0.0.1:8080'],
  ['ftp://x', '"ftp://x" is not a target'],
  ['localhost:8080/a', 'such as http://127.0.0.1:8080; did you mean "http://localhost:8080/a"?'],
  ['http://x:70000/', 'such as http://127.0.0.1:8080, and its port is at most 65535, not 70000'],
  ['http://user:word@x', 'the URL of the target holds credentials'],
  ['http://x/?a=b', 'the URL of the target holds a query or a fragment'],
  ['http://x/#a', 'the URL of the target holds a query or a fragment'],
])('%j is refused', (text, message) => {
  expect(() => parseTarget(text)).toThrow(message)
})

test('the message does not repeat credentials of the URL', () => {
  expect(() => parseTarget('http://user:pass-word@x')).not.toThrow('pass-word')
})

test('a target needs a group, and otherGroupId differs from each group', () => {
  expect(() => decide({ target: 'http://x' }, EMPTY_CONFIG)).toThrow('no group is given; name a group with --group-id')
  expect(() => decide({}, { ...FILE, otherGroup: 'file-group' })).toThrow('otherGroupId is also a groupId')
  expect(() => decide({}, { ...FILE, otherGroup: 'FILE-group' })).toThrow('otherGroupId must be a different group')
  expect(() => decide({ groupId: ['64b1', '64B1'] }, FILE)).toThrow('the group 64B1 is named twice')
  expect(decide({}, { ...FILE, otherGroup: 'b' })).toMatchObject({ otherGroup: 'b' })
})

test('an unreadable certificate authority is an error', () => {
  expect(() => decide({}, { ...FILE, tls: { ca: 'nowhere.pem' } })).toThrow(
    'the certificate authority file nowhere.pem cannot be read',
  )
})

const unsetAt = (...path: readonly string[]) => ({
  name: 'X',
  path,
  mistake: { message: `${path.join('.')} is unset` },
})
const unsetIn = (settings: Settings): readonly string[] => (settings.unset ?? []).map(({ path }) => path.join('.'))

test('an unset variable keeps its place in the order, so that no other source takes its place', () => {
  const config: Config = {
    ...EMPTY_CONFIG,
    unset: [
      unsetAt('target'),
      unsetAt('groupId'),
      unsetAt('principals', 'owner'),
      unsetAt('rate'),
      unsetAt('contract'),
    ],
  }
  const named = decide(NAMED, config, ENV)
  expect(named).toMatchObject({ groups: [], principals: {} })
  expect(named).not.toHaveProperty('target')
  expect(unsetIn(named)).toEqual(['target', 'groupId', 'principals.owner', 'rate'])
})

test('an unset variable does not matter where a flag or the environment comes first, or where the server is embedded', () => {
  const unset = [unsetAt('target'), unsetAt('groupId'), unsetAt('principals', 'owner'), unsetAt('rate')]
  expect(unsetIn(decide({ ...FLAGS, rate: '1/s' }, { ...FILE, unset }, ENV))).toEqual([])
  expect(unsetIn(decide({}, { ...FILE, unset }, ENV))).toEqual(['rate'])
  expect(unsetIn(decide({ ...FLAGS, rate: '1/s' }, { ...FILE, unset }))).toEqual(['principals.owner'])
  expect(decide({}, { ...EMPTY_CONFIG, unset: unset.slice(2, 3) })).not.toHaveProperty('unset')
})

test('a flag overrides the budget of the file, and without both there is none', () => {
  const config: Config = { ...FILE, budget: { ms: 60_000 } }
  expect(decide({}, config).budget).toEqual({ ms: 60_000 })
  expect(decide({ budget: '2000r' }, config).budget).toEqual({ requests: 2000 })
  expect(decide({}, FILE)).not.toHaveProperty('budget')
  expect(() => decide({ budget: 'all' }, FILE)).toThrow(
    '--budget takes requests such as 2000r, from 1r to 999999999r, or a time such as 60s, from 1ms to 34560m, not "all"',
  )
})

test('requests at the same moment go to a target on this machine, and to another one with consent only', () => {
  const local = { ...FLAGS, target: 'http://127.0.0.1:8080' }
  expect([decide(FLAGS, FILE), decide(local, FILE), decide({}, EMPTY_CONFIG)].map((one) => one.concurrency)).toEqual([
    false,
    true,
    true,
  ])
  expect(decide({ ...FLAGS, concurrency: true }, FILE).concurrency).toBe(true)
  expect(decide({}, { ...FILE, concurrency: true }).concurrency).toBe(true)
  expect(decide(local, { ...FILE, concurrency: false }).concurrency).toBe(false)
  expect(decide({ ...local, concurrency: true }, { ...FILE, concurrency: false }).concurrency).toBe(true)
})
