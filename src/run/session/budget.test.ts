import { expect, onTestFinished, test } from 'vitest'
import { createReference, type Override } from '../../../fixtures/reference/reference.ts'
import type { Target } from '../../http/target.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import type { KnownKill } from '../../plan/order/known-kill.ts'
import { createBudget } from './budget.ts'
import { fireAt } from '../tests/run.test-support.ts'

test('a budget of requests has room for what is left beside the clean-up', () => {
  let sent = 0
  const budget = createBudget({ requests: 10 }, { sent: () => sent, now: () => 0, reserve: () => 2 })
  expect([budget.allows(8), budget.allows(9), budget.isUsed()]).toEqual([true, false, false])
  sent = 8
  expect([budget.allows(1), budget.isUsed()]).toEqual([false, true])
})

test('a budget of time is measured by the pace of the requests so far', () => {
  let [sent, now] = [0, 0]
  const budget = createBudget({ ms: 1000 }, { sent: () => sent, now: () => now, reserve: () => 1 })
  expect(budget.allows(1_000_000)).toBe(true)
  ;[sent, now] = [5, 500]
  expect([budget.allows(4), budget.allows(5), budget.isUsed()]).toEqual([true, false, false])
  now = 1000
  expect([budget.allows(0), budget.isUsed()]).toEqual([false, true])
})

test('requests that are set aside are no room for others, until they are free again', async () => {
  const budget = createBudget({ requests: 10 }, { sent: () => 0, now: () => 0, reserve: () => 0 })
  expect(budget.released()).toBe(undefined)
  const free = budget.setAside(7)
  expect([budget.allows(3), budget.allows(4)]).toEqual([true, false])
  const released = budget.released()
  free()
  await released
  expect([budget.allows(10), budget.released()]).toEqual([true, undefined])
})

async function listening(overrides: Override = {}): Promise<string> {
  const server = await createReference({ overrides }).listen()
  onTestFinished(() => server.close())
  return server.url
}

const ONLY = ['create.minimal', 'delete.configured', 'read.absent']

test('a cut run on a conforming server conforms, and the rest is unverified by the budget', async () => {
  const report = await fireAt({ target: await listening(), only: ONLY, budget: { requests: 25 } })
  expect(report).toMatchObject({ verdict: 'conforms', budget: { requests: 25, shortened: [] } })
  expect(report.requests.sent).toBeLessThanOrEqual(25)
  expect(report).not.toHaveProperty('reason')
  expect(report).not.toHaveProperty('notReached')
  expect(report.budget?.leftOut.length).toBeGreaterThan(0)
  const deleted = report.requirements.find(({ id }) => id === 'delete-succeeds')
  expect(deleted).toMatchObject({ status: 'unverified', reason: 'not reached within the budget of 25 requests' })
})

test('a requirement that only cases with an unmet need check is unverified by that need, not by the budget', async () => {
  const only = ['create.minimal', 'credentials.**']
  const report = await fireAt({ target: await listening(), only, budget: { requests: 40 } })
  expect(report.budget?.leftOut.length).toBeGreaterThan(0)
  const reasons = new Map(report.requirements.map(({ id, reason }) => [id, reason]))
  expect(reasons.get('credentials-are-required')).toBe('needs credentials under principals')
})

test.each([40, 100, 200])(
  'four lanes together send no more than %i requests, and use most of them',
  async (requests) => {
    const groups = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(24))
    const server = await createReference({ groups }).listen()
    onTestFinished(() => server.close())
    const report = await fireAt({
      target: server.url,
      groups,
      only: ['create.**', 'query.**', 'property.flags**'],
      budget: { requests },
    })
    expect(report.verdict).toBe('conforms')
    expect(report.requests.sent).toBeLessThanOrEqual(requests)
    expect(report.requests.sent).toBeGreaterThan(requests / 2)
  },
)

test('the requests of the last clean-up are part of the budget, wherever the budget ends', async () => {
  const url = await listening()
  const over: number[] = []
  for (let requests = 20; requests < 60; requests += 1) {
    const only = ['delete.**', 'create.twice*', 'read.**']
    const report = await fireAt({ target: url, only, budget: { requests } })
    if (report.requests.sent > requests) over.push(requests)
  }
  expect(over).toEqual([])
})

test('a case that the rest of the budget has no room for does not end the run before cheaper ones', async () => {
  const only = ['history.any-order', 'read.absent']
  const report = await fireAt({ target: await listening(), only, budget: { requests: 30 } })
  expect(report.budget?.leftOut).toEqual(['history.any-order'])
  expect(report.results.every(({ id, status }) => id.startsWith('read.absent[') && status === 'pass')).toBe(true)
  expect(report.results).not.toEqual([])
})

test('a budget that is large enough leaves nothing out', async () => {
  const report = await fireAt({ target: await listening(), only: ONLY, narrowed: true, budget: { requests: 100_000 } })
  expect(report).toMatchObject({ verdict: 'conforms', budget: { leftOut: [], shortened: [] } })
  expect(report.requirements.filter(({ status }) => status === 'unverified')).toEqual([])
})

test('a budget without room for a case leaves the verdict open', async () => {
  const report = await fireAt({ target: await listening(), only: ONLY, budget: { requests: 2 } })
  expect(report.results).toEqual([])
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: 'no case ran within the budget of 2 requests; give a larger budget',
  })
})

test.each([15, 31, 40, 61])(
  'properties on a server that conforms stay within a budget of %d requests',
  async (requests) => {
    const only = ['property.create-accepts[SLACK]', 'property.update-refuses[DATADOG]', 'property.flags-of-one']
    for (const one of only) {
      const { verdict, requests: spent } = await fireAt({
        target: await listening(),
        only: [one],
        budget: { requests },
      })
      expect([one, verdict, spent.sent <= requests]).toEqual([one, 'conforms', true])
    }
  },
)

test('a search for a smaller counterexample ends with the budget', async () => {
  const url = await listening((base) => ({
    save: (core, group, stored) => {
      const { teamName, ...rest } = stored.values as Record<string, unknown>
      const cut = typeof teamName === 'string' ? { teamName: teamName.slice(0, 64) } : {}
      base.save(core, group, { ...stored, values: { ...rest, ...cut } })
    },
  }))
  const only = ['property.create-accepts[SLACK]']
  const sentBy = async (plan: { budget?: { requests: number } }): Promise<number> => {
    const { verdict, requests } = await fireAt({ target: url, only, ...plan })
    expect(verdict).toBe('violates')
    return requests.sent
  }
  const whole = await sentBy({})
  expect(whole).toBeGreaterThan(200)
  // The failure is fired once more, and once as a declared case.
  expect(await sentBy({ budget: { requests: 150 } })).toBeLessThan(150 + 40)
})

test('a budget of time counts the time of the answers', async () => {
  let now = 0
  const url = await listening()
  const inner = httpTarget(new URL(url), { limits: DEFAULT_LIMITS, proxy: false })
  const target: Target = {
    ...inner,
    send: (request, signal) => {
      now += 100
      return inner.send(request, signal)
    },
  }
  const clock = { now: () => now, sleep: () => Promise.resolve() }
  const report = await fireAt({ target, only: ONLY, budget: { ms: 4000 }, clock })
  expect(report).toMatchObject({ verdict: 'conforms', budget: { ms: 4000 } })
  expect(now).toBeLessThanOrEqual(4000)
  expect(report.budget?.leftOut.length).toBeGreaterThan(0)
})

const kill = (row: string): readonly KnownKill[] => [{ row, value: 0, request: 1 }]

test('known faults count within reach of the credentials only', async () => {
  const knownKills = {
    found: kill('create.minimal[PAGER_DUTY]'),
    'left-out': kill('delete.configured[SLACK]'),
    'needs-a-reader': kill('credentials.reader-writes[PAGER_DUTY]'),
    'not-selected': kill('delete.twice[SLACK]'),
  }
  const only = [...ONLY, 'credentials.reader-writes']
  const report = await fireAt({ target: await listening(), only, budget: { requests: 25 }, knownKills })
  expect(report.budget?.knownFaults).toEqual({ withinReach: 2, found: 1 })
})
