import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLedger } from './ledger-file.ts'
import { openLedgers } from './open-ledgers.ts'
import { readLedger } from './read-ledger.ts'

const OPTIONS = { contract: 'integrations', target: 'http://127.0.0.1:1', durable: false, cleanup: 'conform cleanup' }
const FINGERPRINT = { values: {}, tails: {}, origins: {} }

function places(): readonly [string, string] {
  const folder = mkdtempSync(join(tmpdir(), 'ledgers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return [join(folder, 'a.jsonl'), join(folder, 'b.jsonl')]
}

test('each group has its own ledger, and another group uses the first', () => {
  const [a, b] = places()
  const { ledger, keep, files } = openLedgers(
    new Map([
      ['a', a],
      ['b', b],
    ]),
    OPTIONS,
  )
  for (const group of ['a', 'b', 'c']) ledger.writing({ group, key: 'SLACK' }, FINGERPRINT)
  keep()
  expect(files).toEqual([a, b])
  expect([a, b].map((file) => readLedger(file).claims.map(({ group }) => group))).toEqual([['a', 'c'], ['b']])
})

test('groups may share a file', () => {
  const [a] = places()
  const { ledger, discard } = openLedgers(
    new Map([
      ['a', a],
      ['b', a],
    ]),
    OPTIONS,
  )
  for (const group of ['a', 'b']) ledger.writing({ group, key: 'SLACK' }, FINGERPRINT)
  expect(readLedger(a).claims).toHaveLength(2)
  discard()
  expect(existsSync(a)).toBe(false)
})

test('a ledger of another run is refused, and no ledger of this run stays', () => {
  const [a, b] = places()
  openLedger(b, OPTIONS).keep()
  const files = new Map([
    ['a', a],
    ['b', b],
  ])
  expect(() => openLedgers(files, OPTIONS)).toThrow('left the ledger')
  expect([existsSync(a), existsSync(b)]).toEqual([false, true])
})
