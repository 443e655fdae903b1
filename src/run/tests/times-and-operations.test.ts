import { expect, onTestFinished, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS, type Send } from '../../http/target.ts'
import type { Report } from '../../report/report.ts'
import { fireAt, GROUP, OTHER_GROUP } from './run.test-support.ts'
import { createWorkTimes } from '../session/work-times.ts'

async function serverWith(id: string): Promise<string> {
  const fault = faults.find((each) => each.id === id)
  const server = await createReference({ ...fault?.options, overrides: fault?.overrides ?? [] }).listen()
  onTestFinished(() => server.close())
  return server.url
}

const ONLY = ['create.twice', 'envelope.read', 'envelope.list']

test('a requirement tells the operations whose answers it judged, in the order of the contract', async () => {
  const { requirements, results } = await fireAt({ target: await serverWith('envelope.ignored-on-lists'), only: ONLY })
  const of = (id: string): unknown => requirements.find((each) => each.id === id)?.operations
  expect(of('envelope-marks-a-list')).toEqual({ list: 'violated' })
  expect(of('body-is-as-documented')).toEqual({ list: 'verified', create: 'verified', read: 'verified' })
  expect(of('second-create-conflicts')).toEqual({ create: 'verified' })
  expect(of('update-succeeds')).toBe(undefined)
  const findings = results.flatMap((result) => result.findings)
  expect([...new Set(findings.map(({ operation }) => operation))]).toEqual(['list'])
})

test('a note tells that all bodies come late by the time of a delayed acknowledgement, and no finding does', async () => {
  const target = httpTarget(new URL(await serverWith('none')), { limits: DEFAULT_LIMITS, proxy: false })
  const send: Send = async (request, signal) => {
    const reply = await target.send(request, signal)
    return reply.answered && reply.bodyMs !== undefined ? { ...reply, bodyMs: 41 } : reply
  }
  const slow = await fireAt({ target: { ...target, send }, only: ['create.twice'] })
  expect(slow.notes?.join()).toContain('TCP_NODELAY')
  expect([slow.verdict, slow.causes]).toEqual(['conforms', []])
  expect((await fireAt({ target: await serverWith('none'), only: ['create.twice'] })).notes).toBe(undefined)
})

test('each result tells its lane and its times, and the portions of a lane do not overlap', async () => {
  const report = await fireAt({ target: await serverWith('none'), only: ONLY, groups: [GROUP, OTHER_GROUP] })
  expect(new Set(report.results.map(({ lane }) => lane))).toEqual(new Set([1, 2]))
  for (const lane of [1, 2]) {
    const spans = report.results
      .filter((result) => result.lane === lane)
      .flatMap(({ startMs = -1, durationMs, portions = [{ startMs, durationMs }] }) => portions)
      .toSorted((a, b) => a.startMs - b.startMs)
    expect(spans[0]?.startMs).toBeGreaterThan(0)
    for (const [index, { startMs, durationMs }] of spans.entries())
      expect(startMs + durationMs).toBeLessThan((spans[index + 1]?.startMs ?? Infinity) + 0.1)
    const last = spans.at(-1)
    expect((last?.startMs ?? 0) + (last?.durationMs ?? 0)).toBeLessThan(report.durationMs + 1)
  }
})

test('a property that is left and continued has the time of all its portions', () => {
  const times = createWorkTimes(performance.now())
  times.note(['property'], performance.now() - 20)
  times.note(['one', 'other'], performance.now() - 10)
  times.note(['property'], performance.now() - 5)
  const { portions = [], durationMs } = times.of('property', 100)
  expect(portions).toHaveLength(2)
  expect(durationMs).toBeGreaterThanOrEqual(125)
  const [one, other] = [times.of('one', 0), times.of('other', 0)]
  expect(one).not.toHaveProperty('portions')
  expect((one.startMs ?? 0) + one.durationMs).toBeCloseTo(other.startMs ?? 0, 1)
  expect(times.of('skipped', 0)).toEqual({ durationMs: 0 })
})

test('two reports of one seed are equal but for times', async () => {
  const [first, second] = [await fireAtFault(), await fireAtFault()]
  expect(JSON.parse(JSON.stringify(second, withoutTimes))).toEqual(JSON.parse(JSON.stringify(first, withoutTimes)))
})

async function fireAtFault(): Promise<Report> {
  return fireAt({ target: await serverWith('envelope.ignored-on-lists'), only: ONLY })
}

/** Replaces what a clock measured; dates and ids of members come from the server. */
function withoutTimes(this: unknown, key: string, value: unknown): unknown {
  if (key === 'portions') return undefined
  if (/Ms$|^startedAt$|^times$|^date$|^id$/i.test(key)) return typeof value
  return typeof value === 'string' ? value.replaceAll(/[0-9a-f]{24}|127\.0\.0\.1:\d+/g, '<own>') : value
}
