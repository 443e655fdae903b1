import { expect, onTestFinished, test } from 'vitest'
import { createReference, type Override } from '../../../fixtures/reference/reference.ts'
import { readKills } from '../../bundle/order-files.ts'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { selectCases } from '../../plan/select/select.ts'
import { takeShard } from '../../plan/order/take-shard.ts'
import { mergeShards } from '../../report/merge/merge-shards.ts'
import { mistakeInShards } from '../../report/merge/mistake-in-shards.ts'
import { isShardOfRun } from '../../report/merge/shard-of-run.ts'
import type { BaselineEntry } from '../../report/baseline.ts'
import type { Report } from '../../report/report.ts'
import type { RunPlan } from '../session/run-plan.ts'
import { fireAt, SUITES } from './run.test-support.ts'

const GROUPS = ['64b1f0c2a9d3e45f67890ab0', '64b1f0c2a9d3e45f67890ab1', '64b1f0c2a9d3e45f67890ab2']
const WHOLE = '64b1f0c2a9d3e45f67890abf'
const SEED = 5
const ALL = planCases(SUITES, CONTRACT, SEED)
const CASES = selectCases(ALL, ['create.twice', 'delete.*', 'read.*'])

async function listening(overrides: Override = {}): Promise<string> {
  const server = await createReference({ groups: [...GROUPS, WHOLE], overrides }).listen()
  onTestFinished(() => server.close())
  return server.url
}

/** The reports of all shards, each in a group of its own. */
async function fireShards(target: string, plan: Partial<RunPlan> = {}, selected = CASES): Promise<readonly Report[]> {
  const reports: Report[] = []
  for (const [index, group] of GROUPS.entries()) {
    const taking = { contract: CONTRACT, validators: VALIDATORS, runs: undefined, cases: selected, order: [] }
    const { cases, shard } = await takeShard({ index: index + 1, of: GROUPS.length }, taking)
    const report = await fireAt({ target, seed: SEED, groups: [group], narrowed: true, ...plan, cases, shard })
    reports.push(JSON.parse(JSON.stringify(report)) as Report)
  }
  return reports
}

/** The report of one run, and the merged report of its shards. */
async function bothWays(
  target: string,
  plan: Partial<RunPlan> = {},
  selected = CASES,
): Promise<readonly [Report, Report]> {
  const whole = await fireAt({ target, seed: SEED, groups: [WHOLE], narrowed: true, ...plan, cases: selected })
  const shards = await fireShards(target, plan, selected)
  return [whole, merged(shards)]
}

function merged(shards: readonly Report[]): Report {
  expect(mistakeInShards(shards.map((report, index) => ({ name: `${index}.json`, report })))).toBe(undefined)
  const [first, ...others] = shards.filter(isShardOfRun)
  if (first === undefined) throw new Error('there are no shards')
  // The order of the files does not matter.
  return mergeShards([...others, first] as unknown as Parameters<typeof mergeShards>[0])
}

/** Returns the parts of a report that do not depend on times and groups. */
function comparable({ results, causes, requirements, totals, verdict, reason, baseline, budget }: Report): unknown {
  return {
    results: results.map(({ id, status, known, requirements: own, findings }) => ({
      id,
      status,
      known,
      own,
      causes: findings.map(({ cause }) => cause),
    })),
    causes: causes.map((cause) => ({ ...cause, message: '' })),
    requirements,
    totals,
    verdict,
    reason,
    baseline,
    budget: { ...budget, requests: 0 },
  }
}

/** A server that answers a second create of some types with 200. */
function accepting(isFaulty: (type: string) => boolean): Override {
  return (base) => ({
    create: (core, call) =>
      isFaulty(call.type) && base.find(core, call.group, call.type) !== undefined
        ? { kind: 'page', status: 200, body: base.page(core, call) }
        : base.create(core, call),
  })
}

test('the merged report of a server that conforms is that of one run', async () => {
  const [whole, all] = await bothWays(await listening())
  expect(comparable(all)).toEqual(comparable(whole))
  expect(all.verdict).toBe('conforms')
})

test('the merged report of a faulty server is that of one run', async () => {
  const [whole, all] = await bothWays(await listening(accepting(() => true)))
  expect(comparable(all)).toEqual(comparable(whole))
  expect([all.verdict, all.causes.length > 0]).toEqual(['violates', true])
})

test('a shard excludes the requirements of other shards, and tells its place in the run', async () => {
  // One case for each shard, each with requirements of its own.
  const three = selectCases(ALL, ['create.twice[SLACK]', 'delete.twice[SLACK]', 'delete.configured[SLACK]'])
  const shards = await fireShards(await listening(), {}, three)
  const [first] = shards
  const excluded = shards.flatMap(({ requirements }) => requirements.filter(({ selected }) => selected === false))
  const reasons = excluded.map(({ reason }) => reason)
  expect(new Set(reasons)).toEqual(
    new Set(['only cases of other shards check this requirement', 'no selected case checks this requirement']),
  )
  expect(first?.shard).toMatchObject({ index: 1, of: 3 })
})

const entry = (given: Partial<BaselineEntry>): BaselineEntry => ({
  id: 'twice',
  requirement: 'second-create-conflicts',
  cause: 'second-create-conflicts/accepted',
  cases: ['create.twice'],
  location: { file: 'baseline.yaml', line: 3, column: 5 },
  ...given,
})

function baselineOf(...entries: readonly BaselineEntry[]): Pick<RunPlan, 'baseline'> {
  const planned = ALL.map(({ id }) => id)
  return { baseline: { file: 'baseline.yaml', contract: CONTRACT.name, entries, lenient: false, planned } }
}

test('an entry of a baseline is mended only where no shard has its failure', async () => {
  const target = await listening(accepting((type) => type === 'SLACK'))
  const [whole, all] = await bothWays(target, baselineOf(entry({})))
  expect(comparable(all)).toEqual(comparable(whole))
  expect(all.baseline?.entries[0]?.status).toBe('known')
  const shards = await fireShards(await listening(), baselineOf(entry({}), entry({ id: 'nothing', cases: ['no.*'] })))
  expect(shards.map(({ baseline }) => baseline?.entries[0]?.status)).not.toContain('mended')
  expect(merged(shards)).toMatchObject({
    verdict: 'violates',
    reason: 'baseline.yaml is out of date: "twice" is mended, "nothing" matches no case',
    baseline: { entries: [{ status: 'mended' }, { status: 'matches-nothing' }] },
  })
})

test('known faults are counted once, whichever shards find them', async () => {
  const knownKills = readKills({ contract: CONTRACT })
  const [whole, all] = await bothWays(await listening(), { budget: { requests: 100_000 }, knownKills })
  expect(comparable(all)).toEqual(comparable(whole))
  expect([all.budget?.requests, all.budget?.knownFaults]).toEqual([300_000, whole.budget?.knownFaults])
})

test('a budget that leaves out a part of each shard is that of all of them', async () => {
  const target = await listening()
  const [, all] = await bothWays(target, { budget: { requests: 60 } })
  expect(all.budget).toMatchObject({ requests: 180 })
  expect(all.budget?.leftOut.length).toBe(CASES.length - all.results.length)
  expect(all.requirements.flatMap(({ reason = '' }) => (reason.includes('budget') ? [reason] : []))).toContain(
    'not reached within the budget of 180 requests',
  )
  const [, none] = await bothWays(target, { budget: { requests: 2 } })
  expect(none).toMatchObject({
    verdict: 'inconclusive',
    reason: expect.stringContaining('within the budget of 6') as string,
  })
})

test('cases that all shards skip leave the verdict open, as in one run', async () => {
  const needy = CASES.map((planned) => ({ ...planned, needs: ['principal.reader' as const] }))
  const [whole, all] = await bothWays(await listening(), {}, needy)
  expect(comparable(all)).toEqual(comparable(whole))
  expect(all.reason).toBe('no case ran')
  const reading = needy.map((planned) => (planned.id.startsWith('create.') ? planned : { ...planned, needs: [] }))
  const someRead = reading.filter(({ id }) => id.startsWith('create.') || id.startsWith('read.absent'))
  const [one, other] = await bothWays(await listening(), {}, someRead)
  expect(comparable(other)).toEqual(comparable(one))
})

test('a shard that ended early ends the run early', async () => {
  const target = await listening(accepting(() => true))
  const shards = await fireShards(target, { bail: 1 })
  const all = merged(shards)
  expect(all).toMatchObject({
    verdict: 'violates',
    reason: expect.stringMatching(/^shard \d\/3: stopped by --bail after 1 failed/) as string,
  })
  expect([...(all.notReached ?? []), ...all.results.map(({ id }) => id)].toSorted()).toEqual(
    CASES.map(({ id }) => id).toSorted(),
  )
  const stopped = new AbortController()
  stopped.abort()
  expect(merged(await fireShards(target, { signal: stopped.signal }))).toMatchObject({
    verdict: 'inconclusive',
    interrupted: true,
    reason: 'the run was interrupted',
  })
})

test('each shard is a lane, and times count from the first start', async () => {
  const shards = await fireShards(await listening())
  const all = merged(shards)
  expect(new Set(all.results.map(({ lane }) => lane))).toEqual(new Set([1, 2, 3]))
  expect(all.startedAt).toBe(shards[0]?.startedAt)
  const last = Math.max(...all.results.map(({ startMs = 0, durationMs }) => startMs + durationMs))
  expect(last).toBeGreaterThan(shards[0]?.durationMs ?? Infinity)
  expect(last).toBeLessThanOrEqual(all.durationMs)
  expect(all.requests.sent).toBe(shards.reduce((sum, { requests }) => sum + requests.sent, 0))
  const counts = Object.values(all.times ?? {}).map(({ count }) => count)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.requests.sent)
})
