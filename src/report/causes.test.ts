import { expect, test } from 'vitest'
import { sampleFinding, sampleResult, SAMPLE } from '../../reporters/sample-report.test-support.ts'
import type { ReportedFinding, Result } from './report.ts'
import { groupByCause } from './causes.ts'

const failing = (id: string, ...findings: readonly Partial<ReportedFinding>[]): Result =>
  sampleResult({ id, status: 'fail', findings: findings.map(sampleFinding) })

test('findings with one requirement and signature have one cause, at any place and with any message', () => {
  const [cause, ...others] = groupByCause([
    failing('a.b', { at: 'body#/results/0/apiKey', message: 'expected 1' }, { at: 'body#/results/3/apiKey' }),
    failing('a.c', { at: 'body#/SLACK/apiToken', message: 'expected 2' }),
  ])
  expect(others).toEqual([])
  expect(cause).toEqual({
    id: 'second-create-conflicts/accepted',
    requirement: 'second-create-conflicts',
    also: [],
    level: 'must',
    message: 'expected 1',
    at: 'body#/results/0/apiKey',
    places: ['body#/results/*/apiKey', 'body#/*/apiToken'],
    results: ['a.b', 'a.c'],
    findings: 3,
    first: 'a.b',
    location: sampleFinding().location,
  })
})

test('the first place is that of the message', () => {
  const [cause] = groupByCause([
    failing('a.b', { at: 'body#/results/0/apiKey', message: 'expected 1', ofEarlierCase: true }),
    failing('a.c', { at: 'body#/apiToken', message: 'expected 2' }),
  ])
  expect(cause).toMatchObject({
    message: 'expected 2',
    at: 'body#/apiToken',
    first: 'a.c',
    places: ['body#/apiToken', 'body#/results/*/apiKey'],
  })
})

test('another signature or requirement is another cause', () => {
  const causes = groupByCause([failing('a.b', {}, { signature: 'refused' }, { requirement: 'other' })])
  expect(causes.map(({ id }) => id)).toEqual([
    'second-create-conflicts/accepted',
    'second-create-conflicts/refused',
    'other/accepted',
  ])
})

test('a cause has the message of its most specific finding, and names all broken requirements', () => {
  const cause = 'key-is-masked/mask-shows-too-much'
  const [only] = groupByCause([
    failing(
      'a.b',
      { requirement: 'body-is-as-documented', cause, follows: true },
      { requirement: 'key-is-masked', cause, message: 'expected a mask' },
    ),
  ])
  expect(only).toMatchObject({
    requirement: 'key-is-masked',
    also: ['body-is-as-documented'],
    message: 'expected a mask',
  })
})

test('a cause that shows in flaky cases alone comes last in its level', () => {
  const flaky = ['a', 'b', 'c'].map((id) => ({ ...failing(id, { signature: 'raced' }), flaky: true }))
  const steady = failing('d', { requirement: 'other' })
  expect(groupByCause([...flaky, steady]).map(({ results }) => results)).toEqual([['d'], ['a', 'b', 'c']])
})

const told = (results: readonly Result[]): unknown =>
  groupByCause(results).map(({ first, message }) => [first, message])

test('a cause is told by a finding that its case alone shows again, if there is one', () => {
  const earlier = failing('a.b', { message: 'an earlier case wrote', ofEarlierCase: true })
  const flaky = { ...failing('a.c', { message: 'now and then' }), flaky: true }
  const steady = failing('a.d', { message: 'at each try' })
  expect(told([earlier, flaky, steady])).toEqual([['a.d', 'at each try']])
  expect(told([earlier, flaky])).toEqual([['a.c', 'now and then']])
  expect(told([earlier])).toEqual([['a.b', 'an earlier case wrote']])
})

test('causes are ordered by level, then by count of results', () => {
  const seen = groupByCause(SAMPLE.results).map(({ level, requirement, results, findings }) => [
    level,
    requirement,
    results,
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
    failing('x.a', { requirement: 'rare' }),
    ...['x.b', 'x.c'].map((id) => sampleResult({ id, status: 'fail', findings: [sampleFinding()] })),
  ]
  expect(groupByCause(frequentLast).map(({ requirement }) => requirement)).toEqual(['second-create-conflicts', 'rare'])
})

test('of findings that their cases show again, that of the case that ended first is told', () => {
  const results = [failing('a.b', { message: 'second' }), failing('a.c', { message: 'first' })]
  expect(groupByCause(results, ['a.c', 'a.b'])).toMatchObject([
    { first: 'a.c', message: 'first', results: ['a.b', 'a.c'] },
  ])
  const flaky = { ...failing('a.d', { message: 'flaky' }), flaky: true }
  expect(groupByCause([...results, flaky], ['a.d', 'a.c', 'a.b'])).toMatchObject([{ first: 'a.c' }])
})
