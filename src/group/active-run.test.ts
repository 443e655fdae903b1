import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { activeRunIn } from './active-run.ts'

const PLACE = { target: 'http://127.0.0.1:8080', group: '64b1f0c2a9d3e45f67890abc' }

test('only the ledger of another active run on the same target and group counts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'active-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const write = (name: string, { pid, target = PLACE.target }: { pid: number; target?: string }): void => {
    const head = { ledger: 1, tool: '0', contract: 'integrations', target, startedAt: '', pid }
    const entry = { group: PLACE.group, key: 'SLACK', gone: true }
    writeFileSync(join(folder, name), `${JSON.stringify(head)}\n${JSON.stringify(entry)}\n`)
  }
  writeFileSync(join(folder, 'notes.jsonl'), '{"a":1}\n')
  write('own.jsonl', { pid: process.pid })
  write('elsewhere.jsonl', { pid: process.ppid, target: 'http://127.0.0.1:8081' })
  expect(activeRunIn(folder, PLACE)).toBeUndefined()
  write('other.jsonl', { pid: process.ppid })
  expect(activeRunIn(folder, PLACE)).toBe('other.jsonl')
  expect(activeRunIn(folder, { ...PLACE, group: '64b1f0c2a9d3e45f67890abd' })).toBeUndefined()
})
