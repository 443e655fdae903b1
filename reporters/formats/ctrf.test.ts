import { validateStrict } from 'ctrf'
import { expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { LARGE } from '../large-report.test-support.ts'
import { render, SAMPLE } from '../sample-report.test-support.ts'
import { ctrf } from './ctrf.ts'

interface Written {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>
    readonly tests: readonly Readonly<Record<string, unknown>>[]
  }
}

const written = (report: Report = SAMPLE): Written => JSON.parse(render(ctrf, report).join('')) as Written
const testOf = (id: string, report = SAMPLE): Readonly<Record<string, unknown>> | undefined =>
  written(report).results.tests.find(({ testId }) => testId === id)

test('a report is valid for the package of the format', () => {
  for (const report of [SAMPLE, { ...SAMPLE, results: [], notReached: ['a.b'], interrupted: true }])
    expect(() => validateStrict(written(report))).not.toThrow()
})

test('each status has its status of the format, and the own status beside', () => {
  const statuses = written().results.tests.map(({ rawStatus, status }) => `${String(rawStatus)} ${String(status)}`)
  expect([...new Set(statuses)].toSorted()).toEqual([
    'fail failed',
    'inconclusive other',
    'pass passed',
    'skip skipped',
    'warn passed',
  ])
  const early = written({ ...SAMPLE, reason: 'stopped', notReached: ['a.b'] })
  expect(early.results.tests.at(-1)).toMatchObject({
    testId: 'a.b',
    status: 'pending',
    message: 'not reached: stopped',
  })
})

test('the summary counts the tests', () => {
  const { summary, tests } = written({ ...SAMPLE, notReached: ['a.b'] }).results
  for (const status of ['passed', 'failed', 'skipped', 'pending', 'other'])
    expect(summary[status], status).toBe(tests.filter((one) => one['status'] === status).length)
  expect(summary).toMatchObject({ tests: 11, flaky: 1, suites: 6, duration: 61_234 })
})

test('a failed test has message, evidence, source line and requirements', () => {
  expect(testOf('create.twice[DATADOG]')).toMatchObject({
    name: 'create.twice[DATADOG]: the title of create.twice',
    suite: ['create'],
    message: 'expected status 409; the answer is 200',
    trace: expect.stringContaining("replay  conform run 'create.twice[DATADOG]' --seed 42") as string,
    filePath: 'suites/sample/create.yaml',
    line: 14,
    tags: ['second-create-conflicts'],
  })
  expect(testOf('update.once')).toMatchObject({ status: 'failed', flaky: true, retries: 1 })
  expect(testOf('list.walk[1]')).toMatchObject({ message: 'no answer arrived within 1000 ms' })
})

test('a file of 5,000 cases and 900 failures stays below 5 MB', () => {
  expect(Buffer.byteLength(render(ctrf, LARGE).join(''))).toBeLessThan(5_000_000)
})
