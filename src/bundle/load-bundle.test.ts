import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { TOOL } from '../source/tool.ts'
import { loadBundle } from './load-bundle.ts'

const OWN = join(TOOL.root, 'suites', TOOL.contract)

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'suites-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

function suite(id: string): string {
  const file = join(folder(), 'mine.yaml')
  writeFileSync(
    file,
    `suite: mine
about: a case
cases:
  - id: ${id}
    title: a list succeeds
    send: { operation: list }
    expect: { list-succeeds: { status: 200 } }
`,
  )
  return file
}

test('the own suites of the contract may be named beside others, also by a link, and are there once', async () => {
  const link = join(folder(), 'link')
  symlinkSync(OWN, link)
  const { suites } = await loadBundle(TOOL.contract)
  for (const own of [OWN, link]) {
    const both = await loadBundle(TOOL.contract, [own, suite('mine.list')])
    expect(both.suites.map((one) => one.name)).toEqual([...suites.map((one) => one.name), 'mine'])
    expect(both.suites[0]?.cases).toEqual(suites[0]?.cases)
  }
  expect((await loadBundle(TOOL.contract, [OWN])).suites).toEqual(suites)
})

test('other suites take the place of the own cases, and the invariants stay', async () => {
  const { suites } = await loadBundle(TOOL.contract, [suite('create.twice')])
  expect(suites.flatMap(({ cases }) => cases.map(({ id }) => id))).toEqual(['create.twice'])
  expect(suites.flatMap(({ invariants }) => invariants).length).toBeGreaterThan(5)
})

test('an id of the own suites is refused beside them', async () => {
  await expect(loadBundle(TOOL.contract, [OWN, suite('create.twice')])).rejects.toThrow(
    /mine\.yaml:4:9 {2}.*"create\.twice".*create\.yaml:\d+:9/,
  )
})
