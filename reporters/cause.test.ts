import { expect, test } from 'vitest'
import { causeOf, groupByCause } from './cause.ts'
import { SAMPLE, sampleExchange, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const result = sampleResult({ id: 'a.b', status: 'fail', exchanges: [sampleExchange('DATADOG', '{}')] })
const keyAt = (at: string): string => causeOf(sampleFinding({ at }), result)

test('list positions and type names do not tell causes apart; properties do', () => {
  expect(keyAt('body#/results/0/SLACK/apiToken')).toBe('second-create-conflicts status body#/results/*/*/apiToken POST')
  expect(keyAt('body#/results/12/PAGER_DUTY/apiToken')).toBe(keyAt('body#/results/0/SLACK/apiToken'))
  expect(keyAt('body#/results/0/apiKey')).not.toBe(keyAt('body#/results/0/apiToken'))
  expect(keyAt('header:Content-Type')).toBe(keyAt('header:content-type'))
})

test('requirement, kind and method tell causes apart', () => {
  const key = keyAt('status')
  expect(causeOf(sampleFinding({ requirement: 'other' }), result)).not.toBe(key)
  expect(causeOf(sampleFinding({ kind: 'error' }), result)).not.toBe(key)
  expect(causeOf(sampleFinding({ exchange: 7 }), result)).toBe('second-create-conflicts status status')
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
