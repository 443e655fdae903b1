import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openMemberLedger } from './member-ledger.ts'
import { NO_TRACES } from './traces.ts'
import { readMemberLedger } from '../clean-up/read-member-ledger.ts'

const NOTE = { resource: 'user', item: '/users/{id}', remove: 'DELETE', keys: { id: '/id' } }
const OPTIONS = { api: 'x', target: 'http://127.0.0.1:1', headers: {}, durable: true, cleanup: 'conform cleanup' }

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'ledger.jsonl')
}

test('creates that have no end are claimed, with the path that an answer told', () => {
  const file = place()
  const { ledger, keep } = openMemberLedger(file, OPTIONS)
  ledger.gone(ledger.creating(NOTE))
  const second = ledger.creating(NOTE)
  ledger.createdAt(second, '/users/2')
  ledger.creating(NOTE)
  keep()
  appendFileSync(file, '{"n":2,"gone":tr')
  expect(readMemberLedger(file)?.claims).toEqual([
    { note: NOTE, path: '/users/2', traces: NO_TRACES },
    { note: NOTE, path: undefined, traces: NO_TRACES },
  ])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a claim has the members that its list showed before', () => {
  const file = place()
  const { ledger, keep } = openMemberLedger(file, OPTIONS)
  ledger.listed('/users', ['/users/1'])
  ledger.creating({ ...NOTE, list: { path: '/users', items: '' } })
  ledger.creating(NOTE)
  keep()
  expect(readMemberLedger(file)?.claims.map(({ known }) => known)).toEqual([['/users/1'], undefined])
})

test('members that the run has removed are no news of a list that goes on showing them', () => {
  const file = place()
  const { ledger, keep } = openMemberLedger(file, OPTIONS)
  ledger.listed('/users', ['/users/1'])
  const removed = ledger.creating({ ...NOTE, list: { path: '/users', items: '' } })
  ledger.createdAt(removed, '/users/2')
  ledger.gone(removed)
  ledger.creating({ ...NOTE, list: { path: '/users', items: '' } })
  keep()
  expect(readMemberLedger(file)?.claims.map(({ known }) => known)).toEqual([['/users/1', '/users/2']])
})

test('a claim has the values of its member, also those of an earlier claim of it', () => {
  const file = place()
  const { ledger, keep } = openMemberLedger(file, OPTIONS)
  const first = ledger.creating({ ...NOTE, marks: ['wa1b2c6789'], wrote: { '/name': 'one' } })
  ledger.wrote(first, { '/name': 'two' })
  ledger.showed(first, { '/at': 'now' })
  ledger.gone(first)
  ledger.creating(NOTE, first)
  keep()
  expect(readMemberLedger(file)).toMatchObject({
    claims: [
      {
        traces: { wrote: new Map([['/name', new Set(['one', 'two'])]]), showed: new Map([['/at', new Set(['now'])]]) },
      },
    ],
    word: 'wa1b2c6789',
    damaged: [],
  })
})

test('a ledger without members is deleted, and another file is none', () => {
  const file = place()
  openMemberLedger(file, OPTIONS).discard()
  expect(existsSync(file)).toBe(false)
  appendFileSync(file, '{"ledger":1,"target":"x"}\n')
  expect(readMemberLedger(file)).toBeUndefined()
  expect(() => openMemberLedger(file, OPTIONS)).toThrow('an earlier run left the ledger')
})
