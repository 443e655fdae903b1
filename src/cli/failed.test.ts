import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { createReference } from '../../fixtures/reference/reference.ts'
import { served } from '../http/served.test-support.ts'
import { lastRunName } from '../group/ledger-name.ts'
import type { Report } from '../report/report.ts'
import { conform, type Ended, folder } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const CASES = ['create.twice[SLACK]', 'create.twice[DATADOG]', 'create.minimal[SLACK]']

/** A server that has a fault until it is mended. */
async function place(fault = 'statuses.conflict-overwrites') {
  const groups = [GROUP]
  const overrides = faults.find(({ id }) => id === fault)?.overrides
  const broken = createReference({ groups, ...(overrides === undefined ? {} : { overrides }) })
  const mended = createReference({ groups })
  const state = { mended: false, requests: 0 }
  const url = await served((request, response) => {
    state.requests += 1
    void (state.mended ? mended : broken).handle(request, response)
  })
  const cwd = folder()
  const file = join(cwd, lastRunName(new URL(url), GROUP))
  const fire = (...more: readonly string[]): Promise<Ended> =>
    conform(['run', '--target', url, '--group-id', GROUP, '--reporter', 'json=report.json', ...more], { cwd })
  const report = (): Report => JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report
  const recorded = () => JSON.parse(readFileSync(file, 'utf8')) as { failed: { id: string; path?: string }[] }
  return { state, url, cwd, file, fire, report, recorded }
}

let at: Awaited<ReturnType<typeof place>>
beforeEach(async () => {
  at = await place()
})

const idsOf = ({ results }: Report): readonly string[] => results.map(({ id }) => id)

test('--failed fires what failed in the last run, until it passes', async () => {
  expect((await at.fire(...CASES, '--seed', '7')).status).toBe(1)
  const failed = at.recorded().failed.map(({ id }) => id)
  expect(failed).toEqual(expect.arrayContaining(['create.twice[SLACK]', 'create.twice[DATADOG]']))
  expect(failed).not.toContain('create.minimal[SLACK]')
  const unchanged = await at.fire('--failed')
  expect(unchanged.status).toBe(1)
  const before = `Gone since the last run at ${at.url}`
  expect(unchanged.stderr).toMatch(new RegExp(`^${before}: nothing\\. Left: 1 cause\\. New: 0\\.\n✖ VIOLATES`))
  expect(idsOf(at.report()).toSorted()).toEqual(failed.toSorted())
  expect(at.report()).toMatchObject({ seed: 7 })
  at.state.mended = true
  const one = await at.fire('--failed', 'create.twice[SLACK]')
  expect(one.status).toBe(0)
  expect(one.stderr).toContain(`${before}: 1 case. Left: 1 cause. New: 0.\n`)
  expect(idsOf(at.report())).toEqual(['create.twice[SLACK]'])
  const rest = await at.fire('--failed')
  expect(rest.status).toBe(0)
  expect(rest.stderr).toContain(
    `${before}: 1 cause (second-create-conflicts/accepted), 1 case. Left: 0 causes. New: 0.\n`,
  )
  expect(idsOf(at.report())).not.toContain('create.twice[SLACK]')
  at.state.requests = 0
  const nothing = await at.fire('--failed')
  expect(nothing).toEqual({
    status: 0,
    stdout: '',
    stderr: `no case failed in the last run at ${at.url}; no request was sent\n`,
  })
  expect(at.state.requests).toBe(0)
})

test('a shortened history that failed is fired by --failed, and by a replay of its path', async () => {
  at = await place('reads.list-after-update')
  const HISTORY = 'history.any-order'
  expect((await at.fire(HISTORY, '--seed', '4')).status).toBe(1)
  const path = at.recorded().failed[0]?.path ?? ''
  expect(path).toMatch(/^\d+-\d+(:\d+)+$/)
  const again = await at.fire('--failed')
  expect([again.status, again.stderr.split('\n')[1]?.split('  ')[0]]).toEqual([1, '✖ VIOLATES'])
  expect(idsOf(at.report())).toEqual([HISTORY])
  const flags = ['--seed', '4', '--path', path, '--target', at.url, '--group-id', GROUP]
  const replayed = await conform(['replay', HISTORY, ...flags], { cwd: at.cwd })
  expect([replayed.status, replayed.stderr]).toEqual([1, ''])
})

test('the record is readable for the user alone, and has only ids, seeds, paths and causes', async () => {
  await at.fire(...CASES)
  expect(statSync(at.file).mode & 0o777).toBe(0o600)
  const text = readFileSync(at.file, 'utf8')
  const { failed, ...head } = JSON.parse(text) as { failed: object[] } & Record<string, unknown>
  expect(Object.keys(head)).toEqual(['lastRun', 'tool', 'contract', 'target', 'group', 'verdict'])
  for (const failure of failed)
    expect(['id', 'seed', 'path', 'causes']).toEqual(expect.arrayContaining(Object.keys(failure)))
  expect(readdirSync(at.cwd).filter((name) => name.startsWith('.conform'))).toEqual([])
})

test('--report takes the failures of a report, and a seed of its own draws new values', async () => {
  await at.fire(...CASES, '--seed', '3')
  const { url } = await place()
  const cwd = at.cwd
  const flags = ['run', '--failed', '--report', 'report.json', '--target', url, '--group-id', GROUP]
  const again = await conform([...flags, '--reporter', 'json=again.json', '--seed', '9'], { cwd })
  expect(again.status).toBe(1)
  const report = JSON.parse(readFileSync(join(cwd, 'again.json'), 'utf8')) as Report
  expect(report.seed).toBe(9)
  expect(idsOf(report)).toContain('create.twice[SLACK]')
  expect(report.results[0]?.replay.seed).toBe(9)
})

test('a mistake about the record is one sentence, and no request is sent', async () => {
  expect(await at.fire('--failed')).toMatchObject({
    status: 2,
    stderr: `there is no record of a last run at ${at.url} in ${GROUP}; run without --failed first, or name a report with --report FILE\n`,
  })
  writeFileSync(at.file, '{"lastRun":1,')
  expect((await at.fire('--failed')).stderr).toMatch(
    /^the record conform\.last\..* of the last run cannot be used: conform\.last\..*:1:1 {2}this is not JSON: the \{ here is never closed; run without --failed to replace the record\n$/,
  )
  const record = { lastRun: 1, contract: 'other', target: at.url, group: GROUP, verdict: 'violates', failed: [] }
  writeFileSync(at.file, JSON.stringify(record))
  expect((await at.fire('--failed')).stderr).toBe(
    `the last run at ${at.url} is of the contract "other", not of "integrations"; name that contract with --contract, or its document with --openapi; or run without --failed\n`,
  )
  writeFileSync(
    at.file,
    JSON.stringify({ ...record, contract: 'integrations', failed: [{ id: 'a', seed: 1, path: '../x' }] }),
  )
  expect((await at.fire('--failed')).stderr).toContain('cannot be used: it is not a record of this tool')
  expect(at.state.requests).toBe(0)
  expect((await conform(['run', '--failed'])).stderr).toMatch(/^--failed needs a target, /)
  expect((await at.fire('--report', 'x.json')).stderr).toMatch(
    /^--report names the report whose failures --failed runs; /,
  )
  writeFileSync(join(at.cwd, 'x.json'), '{"results":[]}')
  expect((await at.fire('--failed', '--report', 'x.json')).stderr).toMatch(
    /^x\.json is not a report of this tool: the document must have required property /,
  )
})

test('after an inconclusive run without a failure, --failed is no success', async () => {
  const failed: readonly object[] = []
  const record = { lastRun: 1, contract: 'integrations', target: at.url, group: GROUP, verdict: 'inconclusive', failed }
  writeFileSync(at.file, JSON.stringify(record))
  const { status, stderr } = await at.fire('--failed')
  expect([status, stderr]).toEqual([
    3,
    `the last run at ${at.url} was inconclusive, and no case failed in it; run without --failed\n`,
  ])
})

test('a property is fired with its counterexample first, then wholly', async () => {
  const id = 'property.create-refuses[SLACK]'
  const { fire, report, recorded, state } = await place('lengths.at-all')
  await fire(id, '--seed', '4')
  const { path } = report().results[0]?.replay ?? {}
  expect(recorded().failed).toEqual([{ id, seed: 4, path, causes: [expect.stringMatching(/^length-is-enforced\//)] }])
  await fire('--failed')
  expect(report().results[0]).toMatchObject({
    status: 'fail',
    counterexample: { shrinks: 0 },
    replay: { seed: 4, path },
  })
  state.mended = true
  state.requests = 0
  expect((await fire('--failed')).status).toBe(0)
  expect(state.requests).toBeGreaterThan(50)
})

test('failures of several runs keep their own seeds, and their replay commands name them', async () => {
  await at.fire('create.twice[SLACK]', '--seed', '3')
  await at.fire('create.twice[DATADOG]', '--seed', '5')
  await at.fire('--failed')
  const seeds = at
    .report()
    .results.map(({ id, replay }) => `${id} ${replay.seed} ${/--seed (\d+)/.exec(replay.command)?.[1] ?? ''}`)
  expect(seeds.toSorted()).toEqual(['create.twice[DATADOG] 5 5', 'create.twice[SLACK] 3 3'])
})
