import { expect, test } from 'vitest'
import { failuresOf, mergeFailures } from './failures.ts'
import type { Report, Result } from './report.ts'

const finding = (level: 'must' | 'should'): Result['findings'][number] =>
  ({ level, requirement: 'r', cause: 'r/s', message: 'm' }) as Result['findings'][number]

function result(id: string, status: Result['status'], replay: Partial<Result['replay']> = {}): Result {
  const level = status === 'fail' ? 'must' : 'should'
  const findings = status === 'fail' || status === 'warn' ? [finding(level)] : []
  return { id, status, findings, replay: { command: '', seed: 3, ...replay } } as unknown as Result
}

const report = (level: Report['level'], ...results: Result[]): Pick<Report, 'results' | 'level'> => ({ level, results })

test('failures have id, seed, path and causes; a broken should is one at its level only', () => {
  const results = [result('a', 'pass'), result('b', 'fail', { path: '3:0' }), result('c', 'warn')]
  expect(failuresOf(report('must', ...results))).toEqual([{ id: 'b', seed: 3, path: '3:0', causes: ['r/s'] }])
  expect(failuresOf(report('should', ...results)).map(({ id }) => id)).toEqual(['b', 'c'])
})

test('an inconclusive case is fired again, with the values of an earlier failure if there was one', () => {
  const now = report('must', result('a', 'inconclusive'), result('b', 'inconclusive'), result('c', 'pass'))
  expect(failuresOf(now).map(({ id }) => id)).toEqual(['a', 'b'])
  const earlier = [
    { id: 'a', seed: 1, path: '3:0' },
    { id: 'c', seed: 1 },
  ]
  expect(mergeFailures(earlier, now, undefined)).toEqual([
    { id: 'a', seed: 1, path: '3:0' },
    { id: 'b', seed: 3, causes: [] },
  ])
})

test('an earlier failure stays until its case is judged again', () => {
  const earlier = ['a', 'b', 'c', 'd'].map((id) => ({ id, seed: 1 }))
  const now = report('must', result('a', 'pass'), result('b', 'fail'), result('c', 'skip'))
  expect(mergeFailures(earlier, now, undefined)).toEqual([
    { id: 'c', seed: 1 },
    { id: 'd', seed: 1 },
    { id: 'b', seed: 3, causes: ['r/s'] },
  ])
})

test('after a run of all cases, a failure of a case that no longer exists is dropped', () => {
  const earlier = [
    { id: 'gone', seed: 1 },
    { id: 'not-reached', seed: 1 },
  ]
  expect(mergeFailures(earlier, report('must'), new Set(['not-reached']))).toEqual([{ id: 'not-reached', seed: 1 }])
})
