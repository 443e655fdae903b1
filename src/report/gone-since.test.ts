import { expect, test } from 'vitest'
import { goneSince } from './gone-since.ts'
import type { ReportedFinding, Result, ResultStatus } from './report.ts'

const before = [
  { id: 'a', seed: 1, causes: ['r/lost'] },
  { id: 'b', seed: 1, causes: ['r/lost', 'r/late'] },
  { id: 'c', seed: 1, causes: ['r/shown'] },
]

function result(id: string, status: ResultStatus, ...causes: readonly string[]): Result {
  const findings = causes.map((cause) => ({ cause, level: 'must' }) as ReportedFinding)
  return { id, status, findings, replay: { command: '', seed: 1 } } as unknown as Result
}

const since = (...results: readonly Result[]) => goneSince(before, { results, level: 'must' })

test('a cause is gone once each of its cases was fired again and passed', () => {
  expect(since(result('a', 'pass'), result('b', 'pass'), result('c', 'fail', 'r/shown'))).toEqual({
    gone: ['r/lost', 'r/late'],
    passed: ['a', 'b'],
    left: ['r/shown'],
    fresh: [],
  })
})

test('a case that was not judged again, or that fails otherwise, leaves its causes', () => {
  const told = since(result('a', 'pass'), result('b', 'fail', 'r/new'), result('c', 'inconclusive'))
  expect(told).toEqual({ gone: [], passed: ['a'], left: ['r/lost', 'r/late', 'r/shown'], fresh: ['r/new'] })
  expect(since(result('a', 'pass'), result('c', 'skip'))).toMatchObject({ gone: [], passed: ['a'] })
})

test('a record without causes tells nothing', () => {
  expect(goneSince([...before, { id: 'd', seed: 1 }], { results: [], level: 'must' })).toBe(undefined)
})
