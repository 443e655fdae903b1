import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { FORMER_LEDGER, findLedgers, ledgerName } from './ledger-name.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'

test.each([
  ['http://127.0.0.1:8080', `conform.ledger.127.0.0.1-8080.${GROUP}.jsonl`],
  ['http://127.0.0.1:8080/', `conform.ledger.127.0.0.1-8080.${GROUP}.jsonl`],
  ['https://cloud.example.com/base/x/', `conform.ledger.cloud.example.com-base-x.${GROUP}.jsonl`],
  ['http://[::1]:80', `conform.ledger.-1-.${GROUP}.jsonl`],
])('the ledger for %s is %s', (target, name) => expect(ledgerName(new URL(target), GROUP)).toBe(name))

test('a group cannot leave the folder, and long targets stay apart', () => {
  expect(ledgerName(new URL('http://a'), '../../x')).toBe('conform.ledger.a...-..-x.jsonl')
  const [one, two] = ['1', '2'].map((end) => ledgerName(new URL(`http://a/${'x'.repeat(300)}${end}`), GROUP))
  expect(one).not.toBe(two)
  expect(one?.length).toBeLessThan(200)
})

test('ledgers are found by their names, the former name among them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const own = ledgerName(new URL('http://127.0.0.1:1'), GROUP)
  for (const name of [FORMER_LEDGER, own, 'other.jsonl', 'conform.ledger.txt']) writeFileSync(join(folder, name), '')
  expect(findLedgers(folder)).toEqual([join(folder, own), join(folder, FORMER_LEDGER)])
})
