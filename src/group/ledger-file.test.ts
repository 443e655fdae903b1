import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { isOurs, fingerprintOf } from './fingerprint.ts'
import { openLedger } from './ledger-file.ts'
import type { LedgerEntry } from './ledger.ts'
import { claimsIn, readLedger } from './read-ledger.ts'

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'ledger.jsonl')
}

const OPTIONS = { contract: 'integrations', target: 'http://127.0.0.1:1/x', durable: true, cleanup: 'conform cleanup' }
const SECRET = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
const BODY = { type: 'DATADOG', apiKey: SECRET, region: 'EU', sendDatabaseMetrics: true, id: 'mine' }

test('members written and not removed since are claimed, with every possible fingerprint', () => {
  const file = place()
  const { ledger, keep } = openLedger(file, OPTIONS)
  const datadog = { group: 'a', key: 'DATADOG' }
  ledger.writing(datadog, { values: { '/region': 'one' }, tails: {}, origins: {} })
  ledger.gone(datadog)
  ledger.writing(datadog, { values: { '/region': 'two' }, tails: {}, origins: {} })
  ledger.identified(datadog, 'id-2')
  ledger.writing({ group: 'a', key: 'SLACK' }, { values: {}, tails: {}, origins: {} })
  ledger.gone({ group: 'a', key: 'SLACK' })
  keep()
  const { head, claims } = readLedger(file)
  expect(head).toMatchObject({ ledger: 1, contract: 'integrations', target: 'http://127.0.0.1:1/x', pid: process.pid })
  expect(claims).toEqual([
    { ...datadog, fingerprints: [{ values: { '/region': 'two' }, tails: {}, origins: {} }], ids: ['id-2'] },
  ])
})

test('the file is readable by its owner only, holds no secret, and is deleted when no member is left', () => {
  const file = place()
  const { ledger, discard } = openLedger(file, OPTIONS)
  ledger.writing({ group: 'a', key: 'DATADOG' }, fingerprintOf(BODY, 'DATADOG', CONTRACT))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain(SECRET.slice(0, 28))
  discard()
  expect(existsSync(file)).toBe(false)
})

test('a truncated last line is ignored, and earlier lines are read', () => {
  const file = place()
  const { ledger, keep } = openLedger(file, OPTIONS)
  ledger.writing({ group: 'a', key: 'DATADOG' }, { values: {}, tails: {}, origins: {} })
  keep()
  appendFileSync(file, '{"group":"a","key":"SLACK","wri')
  expect(readLedger(file).claims.map(({ key }) => key)).toEqual(['DATADOG'])
})

test('a ledger that exists already, is not a ledger or cannot be written is a user error', () => {
  const file = place()
  openLedger(file, OPTIONS).keep()
  expect(() => openLedger(file, OPTIONS)).toThrow(
    /^an earlier run left the ledger .*Delete the ledger if the target has lost its members/,
  )
  writeFileSync(file, readFileSync(file, 'utf8').replace(`"pid":${process.pid}`, `"pid":${process.ppid}`))
  expect(() => openLedger(file, OPTIONS)).toThrow(
    `a run that is still active writes the ledger ${file} (process ${process.ppid})`,
  )
  expect(() => openLedger(join(file, 'x'), OPTIONS)).toThrow(
    'cannot be written (ENOTDIR); choose another file with --ledger FILE',
  )
  expect(() => openLedger(join(dirname(file), 'none', 'x'), OPTIONS)).toThrow(
    'cannot be written (ENOENT); create its folder, or choose another file with --ledger FILE',
  )
  expect(() => readLedger(dirname(file))).toThrow('cannot be read: it is a folder')
  expect(() => readLedger(`${file}.not`)).toThrow('does not exist: no run with this ledger')
  writeFileSync(file, 'name: something\n')
  expect(() => readLedger(file)).toThrow('is not a ledger of this tool')
  writeFileSync(file, '')
  expect(() => readLedger(file)).toThrow('is empty: its run was stopped before its first request; delete the file')
})

const CLAIM = { group: 'a', key: 'DATADOG', fingerprints: [fingerprintOf(BODY, 'DATADOG', CONTRACT)], ids: ['its-id'] }

test.each([
  ['as it was written', { ...BODY, id: 'x', apiKey: `${'*'.repeat(28)}e8f9` }],
  [
    'with more of its own',
    { type: 'DATADOG', apiKey: '****e8f9', region: 'EU', customEndpoint: null, sendQueryStatsMetrics: false },
  ],
  ['with less to be seen of the key', { type: 'DATADOG', apiKey: '*******f9', region: 'EU' }],
  ['by its id, where nothing else tells', { id: 'its-id', type: 'DATADOG', apiKey: '****' }],
])('a member is known again %s', (_, member) => expect(isOurs(member, CLAIM, CONTRACT)).toBe('ours'))

test.each([
  ['another key', { type: 'DATADOG', apiKey: '****0000', region: 'EU' }],
  ['another value', { type: 'DATADOG', apiKey: '****e8f9', region: 'US' }],
])('a member with %s is foreign', (_, member) => expect(isOurs(member, CLAIM, CONTRACT)).toBe('foreign'))

test.each([
  ['a region that anybody may have', { type: 'DATADOG', apiKey: '****', region: 'EU' }],
  ['nothing to go by', { type: 'DATADOG', apiKey: '****' }],
  ['nothing at all', null],
  ['the id of the run and other values', { id: 'its-id', type: 'DATADOG', apiKey: '****0000', region: 'US' }],
])('a member with %s is unclear', (_, member) => expect(isOurs(member, CLAIM, CONTRACT)).toBe('unclear'))

function claimOf(apiKey: string) {
  return {
    group: 'a',
    key: 'DATADOG',
    ids: [],
    fingerprints: [fingerprintOf({ apiKey, region: 'EU' }, 'DATADOG', CONTRACT)],
  }
}

test('a short secret is identified by at most its second half, and a tiny secret never', () => {
  expect(JSON.stringify(claimOf('Kx9Qz'))).not.toContain('9Qz')
  expect(isOurs({ apiKey: '*x9Qz', region: 'EU' }, claimOf('Kx9Qz'), CONTRACT)).toBe('ours')
  expect(isOurs({ apiKey: '*x9Qy', region: 'EU' }, claimOf('Kx9Qz'), CONTRACT)).toBe('foreign')
  expect(isOurs({ apiKey: '**9', region: 'EU' }, claimOf('Kx9'), CONTRACT)).toBe('unclear')
})

test('a URL is identified by its origin, and by its visible tail', () => {
  const body = { microsoftTeamsWebhookUrl: 'https://hooks.example.com/Zx81QwErTy62/abc' }
  const claim = {
    group: 'a',
    key: 'MICROSOFT_TEAMS',
    ids: [],
    fingerprints: [fingerprintOf(body, 'MICROSOFT_TEAMS', CONTRACT)],
  }
  const whose = (microsoftTeamsWebhookUrl: string): string => isOurs({ microsoftTeamsWebhookUrl }, claim, CONTRACT)
  expect(whose('https://hooks.example.com/****')).toBe('ours')
  expect(whose('https://hooks.example.com/****/abc')).toBe('ours')
  expect(whose('https://hooks.example.com/****zabc')).toBe('foreign')
  expect(whose('https://example.webhook.office.com/****/abc')).toBe('foreign')
})

test('a host in capitals or with its default port has the same origin', () => {
  const body = { url: 'HTTPS://Hooks.Example.COM:443/Zx81QwErTy62' }
  const claim = { group: 'a', key: 'WEBHOOK', ids: [], fingerprints: [fingerprintOf(body, 'WEBHOOK', CONTRACT)] }
  const whose = (url: string): string => isOurs({ url }, claim, CONTRACT)
  expect(whose('https://hooks.example.com/****Ty62')).toBe('ours')
  expect(whose('HTTPS://Hooks.Example.COM:443/****')).toBe('ours')
  expect(whose('https://hooks.example.com:8443/****Ty62')).toBe('foreign')
})

test('a long generated text identifies a member without visible secrets', () => {
  const body = { username: 'prom_user_5d2f60b17c94e8a3', password: 'Zx81QwErTy62', serviceDiscovery: 'http' }
  const claim = { group: 'a', key: 'PROMETHEUS', ids: [], fingerprints: [fingerprintOf(body, 'PROMETHEUS', CONTRACT)] }
  const whose = (username: string): string => isOurs({ username, serviceDiscovery: 'http' }, claim, CONTRACT)
  expect(whose(body.username)).toBe('ours')
  expect(whose('prom_user_5d2f60b17c94e8a4')).toBe('foreign')
  const short = { ...claim, fingerprints: [fingerprintOf({ ...body, username: 'prom_user' }, 'PROMETHEUS', CONTRACT)] }
  expect(isOurs({ username: 'prom_user', serviceDiscovery: 'http' }, short, CONTRACT)).toBe('unclear')
})

function whoseAfter(entries: readonly LedgerEntry[]): string | undefined {
  const [claim] = claimsIn(entries)
  return claim && isOurs({ apiKey: '****e8f9', region: 'US', sendDatabaseMetrics: true }, claim, CONTRACT)
}

test('values that a later write does not name may remain', () => {
  const datadog = { group: 'a', key: 'DATADOG' }
  const [first, then] = [BODY, { region: 'US', sendDatabaseMetrics: true }].map((body) =>
    fingerprintOf(body, datadog.key, CONTRACT),
  )
  if (first === undefined || then === undefined) throw new Error('there are two')
  const answered = { ...datadog, identified: 'one that is gone' }
  expect(whoseAfter([{ ...datadog, writing: first }, answered, { ...datadog, writing: then }])).toBe('ours')
  expect(whoseAfter([{ ...datadog, writing: first }, answered])).toBe('foreign')
})

const GONE = '{"group":"a","key":"SLACK","gone":true}'

test.each([
  ['no JSON', '{"group":"a","key":"SLACK","wri'],
  ['without a group', '{"key":"SLACK","gone":true}'],
  ['that notes nothing', '{"group":"a","key":"SLACK"}'],
  ['with half a fingerprint', '{"group":"a","key":"SLACK","writing":{"values":{}}}'],
])('a line %s before the last one is damaged, and the others are read', (_, line) => {
  const file = place()
  const { ledger, keep } = openLedger(file, OPTIONS)
  ledger.writing({ group: 'a', key: 'DATADOG' }, { values: {}, tails: {}, origins: {} })
  keep()
  appendFileSync(file, `${line}\n${GONE}\n`)
  expect(readLedger(file)).toMatchObject({ claims: [{ key: 'DATADOG' }], damaged: [`${file}:3`] })
})

test('a last line that was cut off is not damaged, and one that ends is', () => {
  const file = place()
  openLedger(file, OPTIONS).keep()
  appendFileSync(file, `${GONE}\n{"group":"a`)
  expect(readLedger(file).damaged).toEqual([])
  appendFileSync(file, '\n')
  expect(readLedger(file).damaged).toEqual([`${file}:3`])
})
