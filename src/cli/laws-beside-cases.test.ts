import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import { TOOL } from '../source/tool.ts'
import { conform, folder, namesIn } from './conform.test-support.ts'

// Each run starts the built command, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const GROUP = '64b1f0c2a9d3e45f67890abc'
const WIDGETS = join(TOOL.root, 'fixtures', 'widgets')

test('the laws accuse neither the reference server nor a server that does what the contract leaves open', async () => {
  const servers = [
    'reference',
    'bodies.taken-leniently',
    'errors.in-envelopes-of-odd-flags',
    'masks.presumed-secrets-show',
    'methods.allow-in-lines',
    'timing.conflicts-beside-a-write',
  ].flatMap((id) => ['--server', id])
  const { status, stdout, stderr } = await conform(['prove', '--laws', ...servers])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^reference +conforms: 1[01]\d cases, \d{3} requests\nvariants +5: 5 conform\n/)
})

test('the laws find faults of statuses, masks and single types', async () => {
  const faults = ['statuses.conflict-overwrites', 'masks.not-at-all', 'required.optional-url']
  const { status, stdout } = await conform([
    'prove',
    '--laws',
    ...faults.flatMap((id) => ['--fault', id]),
    '--threads',
    '1',
  ])
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^faults +3: 3 killed;/m)])
})

test('a run holds a server to the laws of a contract with cases, and a replay does too', async () => {
  const server = await createReference({ groups: [GROUP] }).listen()
  onTestFinished(() => server.close())
  const cwd = folder()
  const report = join(cwd, 'report.json')
  const flags = ['--laws', '--target', server.url, '--scope', `group=${GROUP}`, '--write', 'integration']
  const run = await conform(['run', 'delete-*', ...flags, '--reporter', 'spec', '--reporter', `json=${report}`], {
    cwd,
  })
  expect([run.status, run.stderr]).toEqual([0, ''])
  expect(run.stdout).toContain('CONFORMS  integrations 1.0.0')
  expect(namesIn(cwd)).toEqual(['report.json'])
  const again = await conform(['replay', 'law.delete-again[integration]', ...flags], { cwd })
  expect(again.stdout).toContain('1 case, 1 passed')
})

test('laws and cases of one contract have lists of their own', async () => {
  const laws = await conform(['list', '--laws', '--requirements'])
  expect(laws.stdout).toContain('second-create-of-a-key')
  expect(laws.stdout).not.toContain('second-create-conflicts')
  const cases = await conform(['list', '--requirements'])
  expect(cases.stdout).toContain('second-create-conflicts')
  expect(cases.stdout).not.toContain('second-create-of-a-key')
})

test('a contract that states no resources has no laws', async () => {
  const { status, stderr } = await conform(['run', '--laws', '--contract', WIDGETS])
  expect([status, stderr]).toEqual([
    2,
    `there are no laws for the contract "${WIDGETS}": no contract.yaml there says "model: 2"\n`,
  ])
})

test('a law that the contract leaves open is one that there is', async () => {
  const cwd = folder()
  cpSync(join(TOOL.root, 'fixtures', 'apis', 'notes', 'openapi.yaml'), join(cwd, 'openapi.yaml'))
  writeFileSync(
    join(cwd, 'contract.yaml'),
    `model: 2
name: notes
version: 1.0.0
document: openapi.yaml
resources:
  note: { key: { parameters: [ noteId ] }, read: getNote, open: { read-equal-write: nobody knows } }
`,
  )
  const { status, stderr } = await conform(['run', '--contract', cwd, '--dry-run'], { cwd })
  expect([status, stderr]).toEqual([
    2,
    'contract.yaml:6:67  "read-equal-write" is no law; did you mean "read-equals-write"?\n',
  ])
})
