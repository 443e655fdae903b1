import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { createReference, type Override } from '../../fixtures/reference/reference.ts'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { COMMAND, conform, folder } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'

async function serve(overrides: Override): Promise<readonly string[]> {
  const server = await createReference({ groups: [GROUP], overrides }).listen()
  onTestFinished(() => server.close())
  return ['--target', server.url, '--group-id', GROUP]
}

const LONGER: Override = { checkLength: () => {} }
const ID = 'property.create-refuses[SLACK]'

/** The tests call the built command by node in a folder of their own. */
const CALLED = `node ${COMMAND}`

interface Failed {
  readonly target: readonly string[]
  readonly report: Report
  readonly text: string
}

let found: Promise<Failed> | undefined

/** A run of a property that fails, which several tests begin with: its target, report and text. */
function failed(): Promise<Failed> {
  found ??= fireAtLonger()
  return found
}

async function fireAtLonger(): Promise<Failed> {
  const server = await createReference({ groups: [GROUP], overrides: LONGER }).listen()
  closing.push(server.close)
  const target = ['--target', server.url, '--group-id', GROUP]
  const file = join(folder(), 'report.json')
  const run = await conform(['run', ID, ...target, '--seed', '4', '--reporter', 'spec', '--reporter', `json=${file}`])
  expect(run.status).toBe(1)
  return { target, report: JSON.parse(readFileSync(file, 'utf8')) as Report, text: run.stdout }
}

const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

test('the replay command of a failure sends only the counterexample and fails in the same way', async () => {
  const { target, report, text } = await failed()
  const [result] = report.results
  expect(result?.replay).toEqual({
    command: `${CALLED} replay '${ID}' --seed 4 --path ${result?.replay.path} ${target.join(' ')}`,
    seed: 4,
    path: result?.replay.path,
  })
  expect(text).toContain(`  replay  ${result?.replay.command}\n`)
  const again = await conform(['replay', ID, '--seed', '4', '--path', result?.replay.path ?? '', ...target])
  expect(again.status).toBe(1)
  expect(again.stdout).toContain('must length-is-enforced: expected status 400, because the request violates ')
  expect(again.stdout).toContain('  as a declared case:\n  - id: found.')
  expect(again.stdout).toMatch(/1 case, 1 failed; \d+ requests/)
})

test('the declared case of a failure is pasted as it is into the suite that init writes, and fails there too', async () => {
  const { target, text } = await failed()
  const [, declared = ''] = /\n {2}as a declared case:\n([^]*?\n)\n/.exec(text) ?? []
  const cwd = folder()
  await conform(['init', '--yes'], { cwd })
  appendFileSync(join(cwd, 'conformance', 'own.yaml'), declared)
  const { status, stdout, stderr } = await conform(['run', 'found.*', ...target], { cwd })
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toContain('must length-is-enforced: expected status 400, because the request violates ')
})

test('shrinking ends at a target that deletes nothing, since no further attempt begins there', async () => {
  const overrides = faults.find(({ id }) => id === 'real-methods.iis-webdav')?.overrides ?? {}
  const file = join(folder(), 'report.json')
  const target = await serve(overrides)
  await conform([
    'run',
    'property.text-is-kept',
    'reading.enveloped',
    ...target,
    '--seed',
    '3',
    '--bail',
    '1',
    '--reporter',
    `json=${file}`,
  ])
  const { requests, results } = JSON.parse(readFileSync(file, 'utf8')) as Report
  expect(results.map(({ status }) => status)).toContain('fail')
  expect(requests?.sent).toBeLessThan(60)
})

test('--report takes the seed and the path from a report', async () => {
  const { target, report } = await failed()
  const file = join(folder(), 'report.json')
  writeFileSync(file, JSON.stringify(report))
  const again = await conform(['replay', ID, '--report', file, ...target])
  expect([again.status, again.stderr]).toEqual([1, ''])
  expect(again.stdout).toContain('(seed 4)')
  const entry = ID.replace(/\[.*/, '')
  const { status, stderr } = await conform(['replay', entry, '--report', file])
  expect([status, stderr]).toEqual([
    2,
    `the report ${file} has no result "${entry}"; name one row of the case, such as "${ID}"\n`,
  ])
})

test('a case without generated values is replayed unchanged', async () => {
  const { status, stdout } = await conform(['replay', 'create.twice[DATADOG]', '--seed', '1'])
  expect(status).toBe(0)
  expect(stdout).toContain('1 case, 1 passed')
})

test.each([
  [[ID, '--path', 'x', '--seed', '1'], '--path takes a path from a report, such as 17:0:2 or 3-9:1, not "x"'],
  [[ID, '--path', '1'], '--path needs the seed of the same run'],
  [
    ['create.twice[SLACK]', '--path', '1', '--seed', '1'],
    '"create.twice[SLACK]" draws no values, so --path does not apply',
  ],
  [['property.create-refuses', '--path', '1', '--seed', '1'], '--path needs exactly one case, and 9 are selected'],
  [[ID, '--report', 'nowhere.json'], 'nowhere.json cannot be read: there is no such file'],
  [[ID, '--report', join(TOOL.root, 'package.json')], 'package.json is not a report of this tool'],
  [['property.create-refusse[SLACK]'], 'matches no case; did you mean "property.create-refuses[SLACK]"?'],
])('%j is a usage error', async (parameters, message) => {
  const { status, stdout, stderr } = await conform(['replay', ...parameters])
  expect(stderr).toContain(message)
  expect([status, stdout]).toEqual([2, ''])
})

test('--runs sets the number of generated values of a property', async () => {
  const [few, many] = [await requestsWith('1'), await requestsWith('200')]
  expect(few).toBeGreaterThan(20)
  expect(many).toBeGreaterThan(few * 3)
})

async function requestsWith(runs: string): Promise<number> {
  const { stdout } = await conform(['run', 'property.create-accepts[SLACK]', '--seed', '1', '--runs', runs])
  return Number(/; ([\d,]+) requests/.exec(stdout)?.[1]?.replace(',', ''))
}

test('no output of a failing run holds a generated secret', async () => {
  const sent = new Set<string>()
  const target = await serve((base) => ({
    ...LONGER,
    checkEnum: () => {},
    maskKey: (_core, secret) => secret,
    takeField: (core, input) => {
      // The declared form of a counterexample is fired too; a mask in it is no secret.
      const { value } = input
      const isSecret = typeof value === 'string' && value.length >= 8 && !value.includes('<secret>')
      if (input.field.secret && isSecret) sent.add(value)
      return base.takeField(core, input)
    },
  }))
  const out = folder()
  const files = ['json', 'junit', 'github'].map((name) => join(out, name))
  const reporters = files.flatMap((file) => ['--reporter', `${basename(file)}=${file}`])
  const drawing = ['--seed', '2', '--runs', '3']
  const run = await conform([
    'run',
    'property.*-accepts',
    'property.*secrets*',
    ...target,
    ...drawing,
    '--reporter',
    'spec',
    '--verbose',
    ...reporters,
  ])
  expect(run.status).toBe(1)
  expect(sent.size).toBeGreaterThan(200)
  const written = [run.stdout, run.stderr, ...files.map((file) => readFileSync(file, 'utf8'))].join('\n')
  const shown = [...sent].filter(
    (secret) => written.includes(secret) || written.includes(JSON.stringify(secret).slice(1, -1)),
  )
  expect(shown).toEqual([])
})
