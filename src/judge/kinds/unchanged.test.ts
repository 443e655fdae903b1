import { expect, test } from 'vitest'
import type { Snapshot } from '../observation.ts'
import { problemsOf, type Told } from '../observation.test-support.ts'

const A = { id: '1', type: 'DATADOG', region: 'EU' }
const B = { id: '2', type: 'SLACK', teamName: 'x' }
const before: Snapshot = { members: { DATADOG: A, SLACK: B } }

const changed = (expected: string, after: Snapshot, more: Told = {}): ReturnType<typeof problemsOf> =>
  problemsOf('unchanged', expected, { status: 400, snapshots: { before, after }, ...more })

test('a group that is as it was passes, and a new id is no change', () => {
  expect(changed('all', before)).toEqual([])
  expect(changed('all', { members: { SLACK: { ...B, id: '9' }, DATADOG: { ...A, id: '8' } } })).toEqual([])
  expect(problemsOf('unchanged', 'all', {})).toEqual([])
  // Where nothing was refused it is the status that has to be said.
  expect(changed('all', { members: {} }, { status: 200 })).toEqual([])
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

test('what is not declared and the length of a mask may change', () => {
  const [was, is] = [
    { ...A, apiKey: '****ab12', lastModified: 1 },
    { ...A, apiKey: '*********ab12', lastModified: 2 },
  ]
  const of = (member: object, more: Told = {}): ReturnType<typeof problemsOf> =>
    changed(
      'all',
      { members: { DATADOG: member } },
      { snapshots: { before: { members: { DATADOG: was } }, after: { members: { DATADOG: member } } }, ...more },
    )
  expect(of(is)).toEqual([])
  expect(of({ ...is, apiKey: '****ab13' })).toHaveLength(1)
  expect(of({ ...is, region: 'US' })).toHaveLength(1)
})

test('ids: all stay, but for that of the member that was written', () => {
  const renewed = { members: { DATADOG: { ...A, id: '8' }, SLACK: { ...B, teamName: 'y' } } }
  expect(changed('ids', renewed)).toEqual([
    {
      message: 'expected the id of DATADOG in the list to stay; it changed',
      at: 'body#/results',
      expected: '1',
      actual: '8',
    },
  ])
  const written = { role: 'update', status: 200 } as const
  expect(changed('ids', renewed, { ...written, key: 'DATADOG' })).toEqual([])
  expect(changed('ids', renewed, { ...written, key: 'SLACK' })).toHaveLength(1)
  expect(changed('ids', { members: { SLACK: B } }, { ...written, key: 'SLACK' }), 'gone').toEqual([])
})

test('others: the member that the request names may change, no other', () => {
  const after = { members: { DATADOG: { ...A, region: 'US' }, SLACK: B } }
  expect(changed('others', after, { role: 'update', key: 'DATADOG' })).toEqual([])
  expect(changed('others', after, { role: 'update', key: 'SLACK' })).toHaveLength(1)
  expect(changed('others', { members: { SLACK: B } }, { role: 'delete', key: 'DATADOG' })).toEqual([])
})

test('what the list hides is found by reading it before and after', () => {
  const reads = (was: number, is: number): Told => ({
    role: 'create',
    key: 'WEBHOOK',
    snapshots: {
      before: { ...before, read: { key: 'WEBHOOK', status: was } },
      after: { ...before, read: { key: 'WEBHOOK', status: is } },
    },
  })
  expect(changed('all', before, reads(404, 404))).toEqual([])
  expect(changed('all', before, reads(200, 200))).toEqual([])
  expect(changed('all', before, reads(404, 200))).toEqual([
    {
      message: 'expected a read of WEBHOOK to answer 404 as before; it now answers 200',
      at: 'status',
      expected: 404,
      actual: 200,
    },
  ])
  expect(changed('all', before, reads(200, 404))).toHaveLength(1)
  expect(changed('others', before, reads(404, 200))).toEqual([])
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

test('of a request that was not refused it is another sentence what it changed', () => {
  const snapshots = { before, after: { members: {} } }
  expect(problemsOf('unchanged', 'all', { status: 200, snapshots })).toEqual([])
  expect(problemsOf('unchanged', 'all', { status: 500, snapshots })).toEqual([])
  expect(problemsOf('unchanged', 'others', { status: 200, snapshots })).toHaveLength(2)
})
