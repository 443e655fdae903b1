import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import { ledgerName } from '../group/ledger-name.ts'
import { COMMAND, conform, ended, folder, ledgerIn, started } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const VERSIONED = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }
const WEBHOOK = { type: 'WEBHOOK', url: 'https://alerts.example.org/hooks/Kd83hFq0Lm', secret: 'Lq83hFt0Wm' }

/** A server with an integration that no run created, and a way to list its integrations. */
async function served() {
  const methods = new Set<string>()
  const server = await createReference({
    groups: [GROUP],
    overrides: (base) => ({
      dispatch: (core, request) => {
        methods.add(request.method)
        return base.dispatch(core, request)
      },
    }),
  }).listen()
  onTestFinished(() => server.close())
  const collection = `${server.url}/api/atlas/v2/groups/${GROUP}/integrations`
  await fetch(`${collection}/WEBHOOK`, { method: 'POST', headers: VERSIONED, body: JSON.stringify(WEBHOOK) })
  methods.clear()
  return {
    url: server.url,
    methods,
    at: ['--target', server.url, '--group-id', GROUP],
    list: async () =>
      ((await (await fetch(collection, { headers: VERSIONED })).json()) as { results: unknown[] }).results,
  }
}

test('a run against a remote target prints its plan and sends nothing without a confirmation', async () => {
  const parameters = [
    'run',
    'create.full',
    'list.*',
    '--target',
    'http://target.invalid',
    '--group-id',
    GROUP,
    '--rate',
    '10/s',
  ]
  const { status, stdout, stderr } = await conform(parameters, { cwd: folder() })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^The target target\.invalid is not on this machine\. Plan of the run:\n/)
  expect(stderr).toMatch(
    /\n {2}groups {5}64b1f0c2a9d3e45f67890abc\n {2}cases {6}\d+: \d+ only read, \d+ write\n {13}skipped where already configured: .*\n {2}operations list \d+, create \d+\n/,
  )
  expect(stderr).toMatch(/\n {2}writes {5}PAGER_DUTY, .*; types that are already configured stay unchanged\n/)
  expect(stderr).toMatch(/\n {2}requests {3}about \d+, at most \d+\n {2}time {7}about \d.* at 10\/s\n/)
  expect(stderr).toMatch(
    /\nthe run needs a confirmation, but there is no terminal; add --yes to confirm, or --dry-run to print the plan only\n$/,
  )
})

test('--yes confirms, and the ledger of a run that leaves nothing is deleted', async () => {
  const cwd = folder()
  const { status, stderr } = await conform(
    ['run', 'create.full', '--yes', '--target', 'http://target.invalid', '--group-id', GROUP],
    { cwd },
  )
  expect(status).toBe(3)
  expect(stderr).toContain('The target target.invalid is not on this machine')
  expect(readdirSync(cwd)).toEqual([])
})

test('--read-only sends only safe methods', async () => {
  const { at, methods, list } = await served()
  const before = await list()
  const { status, stderr, stdout } = await conform(['run', '--read-only', ...at], { cwd: folder() })
  expect(stderr).toMatch(/^--read-only selects \d+ of [\d,]+ cases; the other cases write\n$/)
  expect(status, stdout).toBe(0)
  expect([...methods].filter((method) => !['GET', 'HEAD', 'OPTIONS'].includes(method))).toEqual([])
  expect(await list()).toEqual(before)
  const none = await conform(['run', 'create.full', '--read-only', ...at], { cwd: folder() })
  expect([none.status, none.stderr]).toEqual([2, '--read-only leaves no case: every selected case writes\n'])
})

test('after a killed run, cleanup removes the integrations of the run and no others', async () => {
  const { at, url, list } = await served()
  const before = await list()
  const cwd = folder()
  let left = 0
  const isThere = async (): Promise<unknown> => {
    while ((await list()).length === before.length) await sleep(2)
    return undefined
  }
  const moments = [350, 420, 500, 650, 900].map((delay) => () => sleep(delay))
  // A run has few members at a time, so that a fixed moment may meet none.
  for (const [index, moment] of [...moments, ...Array.from({ length: 10 }, () => isThere)].entries()) {
    if (left > 0 && index >= moments.length) break
    // These cases send only integrations that the ledger can recognise.
    const cases = ['create.*', 'update.*', 'property.*-refuses[SLACK]', 'property.*-refuses[WEBHOOK]']
    const child = started(['run', ...cases, ...at, '--seed', '1'], { cwd })
    const end = ended(child)
    await moment()
    child.kill('SIGKILL')
    await end
    if (ledgerIn(cwd) === undefined) {
      rmSync(join(cwd, ledgerName(new URL(url), GROUP)), { force: true })
      continue
    }
    const claimed = (await list()).length - before.length
    left += claimed
    const { status, stdout, stderr } = await conform(['cleanup', '--target', url], { cwd })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain(
      `nothing of the run is left on the target; the ledger ${ledgerName(new URL(url), GROUP)} is deleted`,
    )
    expect(stdout.split('\n').filter((line) => line.startsWith('removed  '))).toHaveLength(claimed)
    expect(await list()).toEqual(before)
  }
  expect(left).toBeGreaterThan(0)
})

test('on this machine, a run first removes the entries of an earlier ledger; cleanup --dry-run removes nothing', async () => {
  const { at, url, list } = await served()
  const cwd = folder()
  for (let tries = 0; tries < 8 && (await list()).length < 2; tries += 1) {
    const child = started(['run', 'property.create-accepts[SLACK]', ...at, '--runs', '5000'], { cwd })
    const end = ended(child)
    for (let looks = 0; looks < 2000 && (await list()).length < 2; looks += 1) await sleep(2)
    child.kill('SIGKILL')
    await end
    if ((await list()).length < 2) await conform(['cleanup', '--target', url], { cwd })
  }
  const dry = await conform(['cleanup', '--dry-run', '--target', url], { cwd })
  expect(dry.stdout).toContain('would remove  ')
  expect((await list()).length).toBeGreaterThan(1)
  const { status, stderr } = await conform(['run', 'create.full[SLACK]', ...at], { cwd })
  expect(status).toBe(0)
  expect(stderr).toBe(
    `the ledger ${ledgerName(new URL(url), GROUP)} is from an earlier run; its entries on the target are removed first\n`,
  )
  expect(await list()).toHaveLength(1)
})

test('cleanup needs the same target from the user and from the ledger', async () => {
  const { url, at } = await served()
  const cwd = folder()
  expect(await conform(['cleanup'], { cwd })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('there is no ledger conform.ledger*.jsonl in this folder') as string,
  })
  const file = ledgerName(new URL(url), GROUP)
  const child = started(['run', 'property.*', ...at], { cwd })
  const end = ended(child)
  for (let tries = 0; tries < 500 && ledgerIn(cwd) === undefined; tries += 1) await sleep(20)
  child.kill('SIGKILL')
  await end
  const unnamed = await conform(['cleanup'], { cwd })
  expect([unnamed.status, unnamed.stderr]).toEqual([
    2,
    `the ledger is for ${url}; name the target to confirm: node ${COMMAND} cleanup --ledger ${file} --target ${url}\n`,
  ])
  const elsewhere = await conform(['cleanup', '--target', 'http://127.0.0.1:1'], { cwd })
  expect(elsewhere.stderr).toContain(`the ledger is for ${url}, not for http://127.0.0.1:1;`)
  expect(readFileSync(join(cwd, file), 'utf8')).toContain(`"target":"${url}"`)
})
