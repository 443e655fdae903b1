import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import type { Report, RequirementResult } from '../../report/report.ts'
import { fireAt } from './run.test-support.ts'

const of = ({ requirements }: Report, id: string): RequirementResult | undefined =>
  requirements.find((one) => one.id === id)

async function listening(options: Parameters<typeof createReference>[0] = {}): Promise<string> {
  const server = await createReference(options).listen()
  onTestFinished(() => server.close())
  return server.url
}

const NONE = 'no selected case checks this requirement'
const remove = () => ({ kind: 'none', status: 200 }) as const

test('a run that is ended by --bail has not reached the later cases and their requirements', async () => {
  const target = await listening({ overrides: { remove } })
  const only = ['delete.configured[SLACK]', 'read.absent']
  const report = await fireAt({ target, only, bail: 1, narrowed: true })
  expect(report.notReached).toEqual(report.notReached?.filter((id) => id.startsWith('read.absent[')))
  expect(report.notReached?.length).toBeGreaterThan(1)
  const reason = 'not reached: stopped by --bail after 1 failed case'
  expect(of(report, 'delete-succeeds')?.status).toBe('violated')
  expect(of(report, 'absent-code')).toMatchObject({ status: 'unverified', reason })
  expect(JSON.stringify(report.requirements.filter(({ status }) => status === 'unverified'))).not.toContain(NONE)
})

test('an interrupted run has not reached the case under way nor later cases, nor their requirements', async () => {
  const controller = new AbortController()
  const target = await listening()
  const only = ['create.minimal[SLACK]', 'delete.configured[SLACK]']
  const report = await fireAt({
    target,
    only,
    signal: controller.signal,
    onEvent: ({ type }) => {
      if (type === 'case') controller.abort()
    },
  })
  // The case under way says nothing about the target: it needs no block and no replay.
  expect([report.notReached, report.results]).toEqual([only, []])
  expect(report).toMatchObject({ verdict: 'inconclusive', reason: 'the run was interrupted' })
  const reason = 'not reached: the run was interrupted'
  for (const id of ['delete-succeeds', 'unauthorized-body'])
    expect(of(report, id)).toMatchObject({ status: 'unverified', reason })
})

test('a run of selected cases excludes the requirements of other cases, and those of invariants without an answer', async () => {
  const report = await fireAt({ target: await listening(), only: ['delete.configured[SLACK]'], narrowed: true })
  expect(report).not.toHaveProperty('notReached')
  expect(report.requirements.filter(({ status }) => status === 'unverified')).toEqual([])
  expect(of(report, 'delete-succeeds')?.status).toBe('verified')
  for (const id of ['second-create-conflicts', 'unauthorized-body'])
    expect(of(report, id)).toMatchObject({ status: 'excluded', selected: false, reason: NONE })
})
