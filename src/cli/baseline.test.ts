import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { createReference } from '../../fixtures/reference/reference.ts'
import { served } from '../http/served.test-support.ts'
import type { Report } from '../report/report.ts'
import { conform, conformApart, ended, type Ended, folder, started } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const CASES = ['create.twice[SLACK]', 'create.twice[DATADOG]', 'create.minimal[SLACK]']
const FILE = 'conform.baseline.yaml'
const CAUSE = 'second-create-conflicts/accepted'

/** A server that has a fault until it is mended, and a folder with a run against it. */
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
  const call = (...args: readonly string[]): Promise<Ended> => conform(args, { cwd })
  const fire = (...more: readonly string[]): Promise<Ended> =>
    call('run', '--target', url, '--group-id', GROUP, '--reporter', 'json=report.json', '--reporter', 'spec', ...more)
  const report = (): Report => JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report
  const text = (): string => readFileSync(join(cwd, FILE), 'utf8')
  const write = (written: string): void => writeFileSync(join(cwd, FILE), written)
  return { state, url, cwd, call, fire, report, text, write }
}

let at: Awaited<ReturnType<typeof place>>
beforeEach(async () => {
  at = await place()
})

function baselineOf(entry: string): string {
  return `contract: integrations\nentries:\n  - requirement: second-create-conflicts\n    cause: ${CAUSE}\n${entry}\n`
}

const BOTH = '    cases: ["create.twice[SLACK]", "create.twice[DATADOG]"]'

test('a written baseline turns the same failures into known ones, and the verdict says that nothing is new', async () => {
  expect((await at.fire(...CASES)).status).toBe(1)
  const written = await at.call('baseline', 'report.json')
  expect(written.stderr).toBe('')
  expect(written.stdout).toMatch(/^conform\.baseline\.yaml: 1 entry for 2 cases \(1 added, 0 kept, 0 removed\)\n/)
  const { status, stdout } = await at.fire(...CASES, '--baseline', FILE)
  expect(status).toBe(0)
  expect(stdout).toMatch(/no new finding.*; 2 cases fail as known, by 1 entry of conform\.baseline\.yaml/)
  expect(stdout).not.toContain('✖ FAIL')
  const { verdict, totals, results, causes, baseline } = at.report()
  expect([verdict, totals.fail]).toEqual(['conforms', 2])
  expect(results.map((result) => [result.status, result.known])).toEqual([
    ['pass', undefined],
    ['fail', CAUSE],
    ['fail', CAUSE],
  ])
  expect(causes).toMatchObject([{ id: CAUSE, known: CAUSE }])
  expect(baseline).toMatchObject({ file: FILE, entries: [{ id: CAUSE, status: 'known' }] })
})

test('a failure in another case is a new finding, and alone is told', async () => {
  at.write(baselineOf('    cases: ["create.twice[SLACK]"]'))
  const { status, stdout } = await at.fire(...CASES, '--baseline', FILE)
  expect(status).toBe(1)
  expect(stdout).toContain('1 requirement violated in 1 case, from 1 cause; 1 case fails as known')
  expect(stdout).toContain('FAIL create.twice[DATADOG]')
  expect(stdout).toContain('\n    1 case (and 1 known case): create.twice[DATADOG]\n')
  expect(stdout).toMatch(/\nReproduce: .* run 'create\.twice\[DATADOG\]'/)
  expect(stdout).not.toContain('FAIL create.twice[SLACK]')
})

test('entries that are mended, expired or without a match fail the run, unless it is lenient', async () => {
  const fire = async (entry: string): Promise<readonly unknown[]> => {
    at.write(baselineOf(entry))
    const strict = await at.fire(...CASES, '--baseline', FILE)
    const { reason } = at.report()
    const lenient = await at.fire(...CASES, '--baseline', FILE, '--baseline-lenient')
    return [strict.status, reason, lenient.status]
  }
  const outdated = `${FILE} is out of date: "${CAUSE}"`
  expect(await fire(`${BOTH}\n    expires: 2026-01-31`)).toEqual([1, `${outdated} has expired on 2026-01-31`, 0])
  at.state.mended = true
  expect(await fire(BOTH)).toEqual([1, `${outdated} is mended`, 0])
  expect(await fire('    cases: [create.no-such-case]')).toEqual([1, `${outdated} matches no case`, 0])
})

test('an entry whose cases are not selected is not looked at', async () => {
  at.write(baselineOf(`${BOTH}\n    expires: 2026-01-31`))
  const { status, stdout } = await at.fire('create.minimal[SLACK]', '--baseline', FILE)
  expect(status).toBe(0)
  expect(stdout).toContain(`Baseline entries that were not looked at (1)\n  ${CAUSE}\n`)
})

test('JUnit has a known failure as skipped with its reason, and an outdated entry as a failure', async () => {
  at.write(
    baselineOf(
      `${BOTH}\n    reason: overwrites <by> design\n    owner: Ada\n  - requirement: key-is-masked\n    cause: key-is-masked/shown\n    cases: ["create.minimal[SLACK]"]`,
    ),
  )
  const flags = ['--target', at.url, '--group-id', GROUP, '--reporter', 'junit', '--baseline', FILE]
  const { status, stdout } = await at.call('run', ...CASES, ...flags)
  expect(status).toBe(1)
  expect(stdout).toContain('tests="4" failures="1" errors="0"')
  expect(stdout).toContain(`<skipped message="known failure ${CAUSE}; overwrites &lt;by&gt; design; owner Ada"/>`)
  expect(stdout).toContain('<testcase name="key-is-masked/shown" classname="baseline" time="0.000"><failure message=')
})

test('known failures count neither for --bail nor for --failed, and are not tried again', async () => {
  at.write(baselineOf(BOTH))
  await at.fire(...CASES, '--baseline', FILE, '--bail')
  expect(at.report().results).toHaveLength(3)
  const { requests } = at.report()
  await at.fire(...CASES, '--no-baseline')
  expect(at.report().requests.sent).toBeGreaterThan(requests.sent)
  await at.fire(...CASES, '--baseline', FILE)
  const left = 'but for 2 known failures of the baseline, which --failed leaves out; run with --no-baseline and without'
  expect((await at.fire('--failed')).stderr).toContain(`no case failed in the last run at ${at.url}, ${left}`)
  expect((await at.fire('--failed', '--report', 'report.json')).stderr).toContain(`the run of report.json, ${left}`)
})

test('the configuration names a baseline, which --no-baseline and a replay leave out', async () => {
  at.write(baselineOf(BOTH))
  writeFileSync(join(at.cwd, 'conform.config.yaml'), `baseline: ${FILE}\n`)
  expect((await at.fire(...CASES)).status).toBe(0)
  expect((await at.fire(...CASES, '--no-baseline')).status).toBe(1)
  const replay = ['replay', 'create.twice[SLACK]', '--target', at.url, '--group-id', GROUP, '--seed', '1']
  expect((await at.call(...replay)).status).toBe(1)
})

test('a baseline is rewritten with the hand-written fields of entries that remain', async () => {
  at.write(baselineOf(`${BOTH}\n    reason: overwrites by design\n    owner: Ada\n    expires: 2030-01-01`))
  await at.fire(...CASES, 'create.twice[WEBHOOK]', '--baseline', FILE)
  await at.call('baseline', 'report.json')
  expect(at.text()).toContain(
    '- create.twice[WEBHOOK]\n    reason: overwrites by design\n    owner: Ada\n    expires: 2030-01-01',
  )
  at.state.mended = true
  await at.fire('create.twice[SLACK]', 'create.twice[WEBHOOK]')
  await at.call('baseline', 'report.json')
  expect(at.text()).toContain('cases:\n      - create.twice[DATADOG]\n    reason')
  await at.fire('create.twice[DATADOG]')
  expect((await at.call('baseline', 'report.json')).stdout).toContain(`removed: ${CAUSE}`)
  expect(at.text()).toContain('entries: []')
})

const failedIn = ({ results }: Report): readonly string[] =>
  results.filter(({ status }) => status === 'fail').map(({ id }) => id)

test('a cause that another seed shows in another property is known, and its entry is mended once no property shows it', async () => {
  at = await place('texts.half-pairs')
  const [STEADY, RARE] = ['property.create-accepts[SLACK]', 'property.update-refuses[VICTOR_OPS]'] as const
  await at.fire(STEADY, RARE, '--seed', '2')
  await at.call('baseline', 'report.json')
  expect(failedIn(at.report())).toEqual([STEADY])
  const first = at.text()
  const other = await at.fire(STEADY, RARE, '--seed', '1', '--baseline', FILE)
  expect(other.status).toBe(0)
  expect(other.stdout).toMatch(/no new finding.*; 2 cases fail as known, by 1 entry of/)
  expect(failedIn(at.report()).toSorted()).toEqual([STEADY, RARE])
  await at.call('baseline', 'report.json')
  expect(at.text()).toBe(first)
  at.state.mended = true
  expect((await at.fire(STEADY, RARE, '--seed', '1', '--baseline', FILE)).status).toBe(1)
  expect(at.report().reason).toBe(`${FILE} is out of date: "values-come-back/value-differs" is mended`)
}, 180_000)

test('a mistake about the baseline is a sentence with its place, and no request is sent', async () => {
  at.write(baselineOf(`${BOTH}\n    expires: soon`))
  const { status, stderr } = await at.fire(...CASES, '--baseline', FILE)
  expect([status, stderr]).toEqual([2, `${FILE}:6:14  expected a day such as 2027-01-31, not "soon"\n`])
  expect(await at.fire('--baseline', 'no.yaml')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(
      /^there is no baseline no\.yaml; `.* baseline REPORT --baseline no\.yaml` writes it\n$/,
    ),
  })
  expect((await at.fire('--baseline-lenient')).stderr).toMatch(/^--baseline-lenient needs a baseline; /)
  expect(at.state.requests).toBe(0)
})

test('conform baseline takes a report from a process that writes late', async () => {
  await at.fire(...CASES)
  const child = started(['baseline'], { cwd: at.cwd, input: true })
  await sleep(500)
  child.stdin?.end(readFileSync(join(at.cwd, 'report.json')))
  expect(await ended(child)).toMatchObject({ status: 0, stderr: '' })
  expect(at.text()).toContain(CAUSE)
})

test('conform baseline refuses what is no report', async () => {
  writeFileSync(join(at.cwd, 'report.json'), '{"results": []}')
  const damaged = await at.call('baseline', 'report.json')
  expect([damaged.status, damaged.stderr]).toEqual([
    2,
    expect.stringMatching(/^report\.json is not a report of this tool: the document must have required property /),
  ])
  expect(await at.call('baseline', 'no.json')).toMatchObject({
    status: 2,
    stderr: 'no.json cannot be read: there is no such file\n',
  })
  // The standard input of the process is empty.
  expect((await conformApart(['baseline'], { cwd: at.cwd })).stderr).toBe(
    'standard input is empty; a JSON report is needed\n',
  )
})
