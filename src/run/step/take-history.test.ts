import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createReference, type Override, type Reference } from '../../../fixtures/reference/reference.ts'
import { faults } from '../../../fixtures/faults/index.ts'
import { openScene } from '../../../fixtures/scene.ts'
import { variants } from '../../../fixtures/variants/index.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import { DEFAULT_LIMITS, type Target } from '../../http/target.ts'
import type { Result } from '../../report/report.ts'
import { REMOTE_SHRINKING } from '../case/shrink-example.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP } from '../tests/run.test-support.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(overrides: Override = {}): Promise<{ url: string; reference: Reference }> {
  const reference = createReference({ groups: [GROUP, OTHER_GROUP], overrides })
  const server = await reference.listen()
  closing.push(server.close)
  return { url: server.url, reference }
}

async function tried(overrides: Override, runs = 24): Promise<Result> {
  const { url } = await serve(overrides)
  const { results } = await fireAt({ target: url, only: ['history.any-order'], runs })
  const [result] = results
  if (result === undefined) throw new Error('there is no result')
  return result
}

/** The members of a group as the server lists them. */
async function membersAt(url: string, group: string): Promise<readonly unknown[]> {
  const accept = { Accept: 'application/vnd.atlas.2023-01-01+json' }
  const answer = await fetch(`${url}/api/atlas/v2/groups/${group}/integrations`, { headers: accept })
  return ((await answer.json()) as { results: readonly unknown[] }).results
}

const overridesOf = (id: string): Override => {
  const fault = faults.find((one) => one.id === id)
  if (fault === undefined) throw new Error(`there is no fault ${id}`)
  return fault.overrides
}

const steps = ({ counterexample }: Result): number => {
  const value = counterexample?.value
  return Array.isArray(value) ? value.length : Infinity
}

test('a create that is stored in every group is no other client, and fails a history of two groups', async () => {
  const { url } = await serve(overridesOf('group-isolation.create-in-every-group'))
  const report = await fireAt({ target: url, only: ['history.of-two-groups'], otherGroup: OTHER_GROUP, runs: 1 })
  const [result] = report.results
  expect(result).toMatchObject({ status: 'fail' })
  expect(result?.findings.map(({ requirement }) => requirement)).toContain('create-succeeds')
  for (const group of [GROUP, OTHER_GROUP]) expect(await membersAt(url, group)).toEqual([])
})

test('histories of one group and of two pass at the reference server, and leave nothing', async () => {
  const { url } = await serve()
  const report = await fireAt({ target: url, only: ['history.**'], otherGroup: OTHER_GROUP, runs: 6 })
  expect(report.results.map(inShort)).toEqual(['history.any-order pass', 'history.of-two-groups pass'])
  for (const group of [GROUP, OTHER_GROUP]) expect(await membersAt(url, group)).toEqual([])
})

test.each([
  'reads.query-is-cached',
  'reads.list-after-delete',
  'deletes.upsert-brings-back',
  'updates.lost-after-a-conflict',
])('the fault %s is found, and shown by at most five steps that fail again as a declared case', async (id) => {
  const result = await tried(overridesOf(id))
  expect(result.status).toBe('fail')
  expect(result.flaky).toBe(undefined)
  expect(steps(result)).toBeLessThanOrEqual(5)
  expect(result.counterexample?.case).toContain('found.history-any-order')
  // No step repeats the one before it, so no update has to leave its own member as it is.
  expect(result.counterexample?.case).not.toContain('unchanged: own')
  const { steps: sent = [] } = result.counterexample ?? {}
  expect(sent.length).toBe(steps(result))
  expect(sent.every(({ status }) => status !== undefined)).toBe(true)
})

test.each(['neighbours.delete-clears-flag', 'type-isolation.delete-removes-the-same-key'])(
  'the fault %s, which shows at the end of a long tour, is shown by at most five steps',
  async (id) => {
    const result = await tried(overridesOf(id), 2)
    expect(result.status).toBe('fail')
    expect(Number(/^0-(\d+)/.exec(result.replay.path ?? '')?.[1])).toBeGreaterThan(20)
    expect(steps(result)).toBeLessThanOrEqual(5)
    expect(result.counterexample?.case).toContain('found.history-any-order')
  },
)

test.each(['neighbours.other-group-update-clears-flag', 'type-isolation.update-shares-the-region'])(
  'the fault %s is shown by few steps about the member that is wrong, for few requests',
  async (id) => {
    const { url } = await serve(overridesOf(id))
    const few = { runs: 2, shrinking: 200 }
    const { results } = await fireAt({ target: url, only: ['history.of-two-groups'], otherGroup: OTHER_GROUP, ...few })
    for (const result of results)
      expect([result.status, steps(result) <= 8], String(steps(result))).toEqual(['fail', true])
  },
)

test.each([
  ['refusals.mismatch-removes-the-other', 'list-holds-each-once'],
  ['real-dirty-checks.grails-flush', 'a-refusal-changes-nothing'],
  ['updates.default-does-not-come-back', 'values-come-back'],
  ['left-out.flags-of-refused-update', 'default-is-as-documented'],
  ['methods.delete-of-the-list-refused-and-done', 'total-is-exact'],
  ['links.next-is-self', 'next-leads-through-all'],
])('a tour finds %s', async (id, requirement) => {
  const { findings } = await tried(overridesOf(id), 1)
  expect(findings.filter(({ level }) => level === 'must').map((finding) => finding.requirement)).toContain(requirement)
})

test.each(['ids.id-of-another-type-conflicts', 'group-isolation.id-is-moved'])(
  'a body with the id of another member shows %s',
  async (id) => {
    const { url } = await serve(overridesOf(id))
    const { results } = await fireAt({ target: url, only: ['history.of-two-groups'], otherGroup: OTHER_GROUP, runs: 2 })
    expect(results.map(({ status }) => status)).toEqual(['fail'])
  },
)

test('a tour that sends updates twice finds the second one to do more', async () => {
  const { findings, counterexample } = await tried(overridesOf('updates.repeated-update-resets'), 2)
  const musts = findings.filter(({ level }) => level === 'must')
  expect(musts.map(({ requirement }) => requirement)).toEqual(['update-is-repeatable'])
  expect(counterexample?.case?.split('unchanged: own')).toHaveLength(2)
})

test('a long tour is shortened with the requests that a target on another machine gets', async () => {
  const { url } = await serve(overridesOf('neighbours.delete-clears-flag'))
  const { results } = await fireAt({ target: url, only: ['history.any-order'], runs: 2, shrinking: REMOTE_SHRINKING })
  expect(results).toHaveLength(1)
  for (const result of results) expect(steps(result)).toBeLessThanOrEqual(5)
})

test('a reader may see more of a secret masked than the owner', async () => {
  const variant = variants.find(({ id }) => id === 'masks.readers-see-less')
  const { target, group, principals } = await openScene({ options: variant?.options ?? {} })
  if (typeof target === 'string') throw new Error('the scene has no socket')
  const report = await fireAt({
    target: fetchTarget(target, DEFAULT_LIMITS),
    groups: [group],
    principals,
    only: ['history.any-order'],
    runs: 30,
    seed: 3,
  })
  expect(report.results.map(inShort)).toEqual(['history.any-order pass'])
})

test('members of other clients are never written, and histories use the other keys', async () => {
  const { url, reference } = await serve()
  const slack = { type: 'SLACK', apiToken: 'xoxb-4Kd93Lq0Zm7Wt2Yb8Nc5Rv1Hx6Gf', channelName: 'ours' }
  await reference.seed(GROUP, slack)
  const { results } = await fireAt({ target: url, only: ['history.any-order'], runs: 8 })
  expect(results.map(inShort)).toEqual(['history.any-order pass'])
  expect(await membersAt(url, GROUP)).toMatchObject([{ type: 'SLACK', channelName: 'ours' }])
})

test('beside a member of another client no history writes the whole list', async () => {
  const { url, reference } = await serve(overridesOf('methods.delete-of-the-list-refused-and-done'))
  await reference.seed(GROUP, { type: 'SLACK', apiToken: 'xoxb-4Kd93Lq0Zm7Wt2Yb8Nc5Rv1Hx6Gf', channelName: 'ours' })
  const { results } = await fireAt({ target: url, only: ['history.any-order'], runs: 2 })
  expect(results.map(inShort)).toEqual(['history.any-order pass'])
  expect(await membersAt(url, GROUP)).toMatchObject([{ channelName: 'ours' }])
})

test('a refused update that renews the id is found as a change by a refusal', async () => {
  const { findings } = await tried(overridesOf('ids.refused-update-renews-the-id'), 60)
  expect(findings.filter(({ level }) => level === 'must').map(({ requirement }) => requirement)).toContain(
    'a-refusal-changes-nothing',
  )
})

test('a run with few requests for shrinking only cuts a failing history', async () => {
  const { url } = await serve(overridesOf('reads.query-is-cached'))
  const { results } = await fireAt({ target: url, only: ['history.any-order'], shrinking: 1 })
  expect(results[0]?.counterexample?.shrinks).toBe(1)
})

const WRITES = `
suite: writes
about: histories without a list
cases:
  - id: writes.alone
    title: each write is answered by the state that earlier ones left
    forall: { history: { keys: [SLACK, WEBHOOK], length: 4 } }
    moves:
      - send: { operation: create, key: $key, body: { valid: $key } }
        ifAbsent: { create-succeeds: { status: 200 } }
        ifPresent: { second-create-conflicts: { status: 409 } }
      - send: { operation: delete, key: $key }
        ifAbsent: { absent-is-not-found: { status: 404 } }
        ifPresent: { delete-succeeds: { status: 204 } }
`

test('histories of which no request may be sent are skipped with the reason', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'writes-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'writes.yaml'), WRITES)
  const suites = loadSuites([folder], CONTRACT)
  const { url } = await serve()
  const fired = async (target: string | Target): Promise<readonly string[]> =>
    (await fireAt({ target, suites, runs: 3 })).results.map(inShort)
  expect(await fired(url)).toEqual(['writes.alone pass'])
  const unclear = fetchTarget(() => new Response(null, { status: 405 }), DEFAULT_LIMITS)
  expect(await fired(unclear)).toEqual([
    'writes.alone skip; SLACK may exist in the group: the target gave no clear answer; the run never changes members from before the run',
  ])
})
