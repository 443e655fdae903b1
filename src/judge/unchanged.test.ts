import { expect, test } from 'vitest'
import type { Snapshot } from './observation.ts'
import { problemsOf, type Told } from './observation.test-support.ts'

const A = { id: '1', type: 'DATADOG', region: 'EU' }
const B = { id: '2', type: 'SLACK', teamName: 'x' }
const before: Snapshot = { members: { DATADOG: A, SLACK: B } }

const changed = (expected: string, after: Snapshot, more: Told = {}): ReturnType<typeof problemsOf> =>
  problemsOf('unchanged', expected, { snapshots: { before, after }, ...more })

test('a group that is as it was passes, and a new id is no change', () => {
  expect(changed('all', before)).toEqual([])
  expect(changed('all', { members: { SLACK: { ...B, id: '9' }, DATADOG: { ...A, id: '8' } } })).toEqual([])
  expect(problemsOf('unchanged', 'all', {})).toEqual([])
})

test('what changed, appeared or is gone is named, with what it was and is', () => {
  const { id: _, ...was } = A
  expect(changed('all', { members: { DATADOG: { ...A, region: 'US' }, WEBHOOK: { type: 'WEBHOOK' } } })).toEqual([
    {
      message: 'expected no change of DATADOG in the list; it changed',
      at: 'body#/results',
      expected: was,
      actual: { ...was, region: 'US' },
    },
    {
      message: 'expected no change of SLACK in the list; it is gone',
      at: 'body#/results',
      expected: { type: 'SLACK', teamName: 'x' },
      actual: 'nothing',
    },
    {
      message: 'expected no change of WEBHOOK in the list; it appeared',
      at: 'body#/results',
      expected: 'nothing',
      actual: { type: 'WEBHOOK' },
    },
  ])
})

test('others: the member that the request names may change, no other', () => {
  const after = { members: { DATADOG: { ...A, region: 'US' }, SLACK: B } }
  expect(changed('others', after, { role: 'update', key: 'DATADOG' })).toEqual([])
  expect(changed('others', after, { role: 'update', key: 'SLACK' })).toHaveLength(1)
  expect(changed('others', { members: { SLACK: B } }, { role: 'delete', key: 'DATADOG' })).toEqual([])
})

test('what the list hides is found by reading it', () => {
  const told = { role: 'create', key: 'WEBHOOK' } as const
  expect(changed('all', { ...before, read: { key: 'WEBHOOK', status: 404 } }, told)).toEqual([])
  expect(changed('all', { ...before, read: { key: 'WEBHOOK', status: 200 } }, told)).toEqual([
    {
      message: 'expected no change of WEBHOOK; a read now answers 200, though it was not in the list before',
      at: 'status',
      expected: 'an error',
      actual: 200,
    },
  ])
  expect(changed('all', { ...before, read: { key: 'SLACK', status: 404 } }, told)).toEqual([
    {
      message: 'expected no change of SLACK; a read now answers 404, though it was in the list before',
      at: 'status',
      expected: 200,
      actual: 404,
    },
  ])
  expect(changed('others', { ...before, read: { key: 'WEBHOOK', status: 200 } }, told)).toEqual([])
})

test('a list that cannot be read any more is a change; one that never could be is none', () => {
  expect(changed('all', { members: undefined })).toEqual([
    {
      message: 'expected the list of before; it cannot be read any more',
      at: 'body#/results',
      expected: 'a list',
      actual: 'none',
    },
  ])
  expect(changed('all', before, { snapshots: { before: { members: undefined }, after: before } })).toEqual([])
})
