import { expect, test } from 'vitest'
import type { ReportedFinding, Result } from '../src/run/report.ts'
import { causeOf, groupByCause } from './cause.ts'
import { SAMPLE, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const keySaying = (message: string): string => causeOf(sampleFinding({ message }))

test('numbers, type names and quoted values do not tell causes apart; what is said does', () => {
  expect(keySaying('expected SLACK 1 time, not "x"')).toBe('second-create-conflicts status expected * # time, not "*"')
  expect(keySaying('expected PAGER_DUTY 12 time, not "y z"')).toBe(keySaying('expected SLACK 1 time, not "x"'))
  expect(keySaying('expected no change; it is gone')).not.toBe(keySaying('expected no change; it changed'))
})

test('the requirement tells causes apart only where what is said does not', () => {
  const masked = { kind: 'redacted', message: 'expected at most 4 characters of the secret; the last 5 can be seen' }
  expect(causeOf(sampleFinding({ requirement: 'other' }))).not.toBe(causeOf(sampleFinding()))
  expect(causeOf(sampleFinding({ ...masked, requirement: 'other' }))).toBe(causeOf(sampleFinding(masked)))
})

const failing = (id: string, ...findings: readonly Partial<ReportedFinding>[]): Result =>
  sampleResult({ id, status: 'fail', findings: findings.map(sampleFinding) })

test('a refusal with the wrong status is one cause, whatever was to be refused', () => {
  const message = 'expected status 400; the answer is 422'
  expect(causeOf(sampleFinding({ message, requirement: 'other', kind: 'refused' }))).toBe(
    causeOf(sampleFinding({ message })),
  )
  expect(causeOf(sampleFinding({ message: 'expected status 400; the answer is 404' }))).not.toBe(
    causeOf(sampleFinding({ message })),
  )
  expect(causeOf(sampleFinding({ message: 'expected status 400 or 404; the answer is 200' }))).toBe(
    causeOf(sampleFinding({ message: 'expected status 400; the answer is 200' })),
  )
})

test('what is said of the same member of the same results is one cause, told by its highest level', () => {
  const never = { kind: 'redacted', requirement: 'never-returned', message: 'expected nothing' }
  const closed = {
    kind: 'schema',
    requirement: 'closed',
    message: 'expected no such property',
    level: 'should' as const,
  }
  const at = 'body#/results/0/password'
  const one = failing('a.b', { ...closed, at }, { ...never, at, exchange: 2 })
  const two = failing('a.c', { ...closed, at: 'body#/password' })
  expect(groupByCause([one, two])).toMatchObject([
    {
      level: 'must',
      requirement: 'never-returned',
      also: ['closed'],
      results: [{ id: 'a.b' }, { id: 'a.c' }],
      places: ['body#/results/*/password', 'body#/password'],
      findings: 3,
    },
  ])
  const elsewhere = failing('a.d', { ...never, at: 'body#/url' })
  expect(groupByCause([one, two, elsewhere])).toHaveLength(2)
  const status = [{}, { requirement: 'other', exchange: 1 }].map(sampleFinding)
  expect(groupByCause([failing('a.e', ...status)]), 'of different answers').toHaveLength(2)
  expect(groupByCause([failing('a.e', ...status.map((finding) => ({ ...finding, exchange: 0 })))])).toHaveLength(1)
})

test('what is only observed joins nothing else', () => {
  const findings = [{}, { requirement: 'seen', level: 'observe' as const }].map(sampleFinding)
  expect(groupByCause([sampleResult({ id: 'a.b', status: 'fail', findings })]).map(({ level }) => level)).toEqual([
    'must',
    'observe',
  ])
})

test('kind tells causes apart; the place does not, and all places are kept', () => {
  expect(causeOf(sampleFinding({ kind: 'error' }))).not.toBe(causeOf(sampleFinding()))
  expect(causeOf(sampleFinding({ at: 'body#/a' }))).toBe(causeOf(sampleFinding({ at: 'body#/b' })))
  const places = ['body#/results/0/apiKey', 'body#/results/3/apiKey', 'body#/SLACK/apiToken'].map((at) =>
    sampleFinding({ at }),
  )
  const [cause] = groupByCause([sampleResult({ id: 'a.b', status: 'fail', findings: places })])
  expect(cause?.places).toEqual(['body#/results/*/apiKey', 'body#/*/apiToken'])
})

test('causes come most important first: by level, then by the number of results', () => {
  const seen = groupByCause(SAMPLE.results).map(({ level, requirement, results, findings }) => [
    level,
    requirement,
    results.map(({ id }) => id),
    findings,
  ])
  expect(seen).toEqual([
    ['must', 'second-create-conflicts', ['create.twice[DATADOG]', 'create.twice[SLACK]'], 2],
    ['must', 'body-is-as-documented', ['create.hostile[a.b]'], 2],
    ['must', 'update-succeeds', ['update.once'], 1],
    ['should', 'conflict-code', ['create.twice[DATADOG]'], 1],
    ['should', 'mask-is-kept', ['read.masked[SLACK]'], 1],
    ['observe', 'seen', ['read.as-seen'], 1],
  ])
  const frequentLast = [
    sampleResult({ id: 'x.a', status: 'fail', findings: [sampleFinding({ requirement: 'rare' })] }),
    ...['x.b', 'x.c'].map((id) => sampleResult({ id, status: 'fail', findings: [sampleFinding()] })),
  ]
  expect(groupByCause(frequentLast).map(({ requirement }) => requirement)).toEqual(['second-create-conflicts', 'rare'])
})
