import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TOOL } from '../source/tool.ts'
import { conformApart, folder } from './conform.test-support.ts'

const SUITES = join('suites', TOOL.contract)
const CASE = `
  - id: read.a-new-case
    title: a type that is not configured is answered 404 by a case that has no record
    given: { absent: DATADOG }
    send: { operation: read, key: DATADOG }
    expect: { absent-is-not-found: { status: 404 } }
`

/** A copy of the built package, whose suites a test may change. */
function copyOfPackage(): string {
  const root = folder()
  for (const part of ['package.json', 'dist', 'specs', 'suites', 'fixtures', 'docs'])
    cpSync(join(TOOL.root, part), join(root, part), { recursive: true })
  symlinkSync(join(TOOL.root, 'node_modules'), join(root, 'node_modules'))
  return root
}

/** Leaves the suites that a test needs, since a changed suite is read from source with all others. */
function leaveSuites(root: string, suites: readonly string[]): void {
  const others = readdirSync(join(root, SUITES)).filter((name) => name.endsWith('.yaml') && !suites.includes(name))
  for (const name of others) rmSync(join(root, SUITES, name))
}

function textsIn(root: string): ReadonlyMap<string, string> {
  const names = readdirSync(join(root, SUITES)).filter((name) => name.endsWith('.json'))
  return new Map(names.map((name) => [name, readFileSync(join(root, SUITES, name), 'utf8')]))
}

test('a case costs a YAML file and a command, which adds a line to a record and a line to the page', async () => {
  const root = copyOfPackage()
  const before = textsIn(root)
  appendFileSync(join(root, SUITES, 'read.yaml'), CASE)
  const flags = ['--case', 'read.a-new-case', '--update', '--threads', '1']
  const { status, stdout, stderr } = await conformApart(['prove', ...flags], { root })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('entries       1: 1 kill at least one fault\n')
  const after = textsIn(root)
  const changed = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name)
  expect(changed).toEqual(['order.json', 'read.record.json'])
  const old = new Set(before.get('read.record.json')?.split('\n'))
  const added = after
    .get('read.record.json')
    ?.split('\n')
    .filter((line) => !old.has(line))
  expect(added).toEqual([
    expect.stringMatching(/^ {4}"read\.a-new-case": \{ "row": "read\.a-new-case", "fault": ".+" \},$/),
  ])
  expect(readFileSync(join(root, 'docs', 'proof.md'), 'utf8')).toMatch(
    /^\| `read\.a-new-case` \| must \| \*not known\* \| `.+` \|$/m,
  )
}, 120_000)

test('a case that accuses the reference is not recorded', async () => {
  const root = copyOfPackage()
  leaveSuites(root, ['read.yaml', 'invariants.yaml'])
  const before = textsIn(root)
  appendFileSync(join(root, SUITES, 'read.yaml'), CASE.replace('status: 404', 'status: 418'))
  const flags = ['--case', 'read.a-new-case', '--update', '--threads', '1']
  const { status, stdout, stderr } = await conformApart(['prove', ...flags], { root })
  expect(status).toBe(1)
  expect(stdout).toContain('✖ the reference conforms, and is accused by read.a-new-case')
  expect(stderr).toBe('no record is written: a case that accuses the reference proves nothing about faults\n')
  expect(textsIn(root)).toEqual(before)
}, 120_000)
