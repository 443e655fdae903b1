import { expect, test } from 'vitest'
import type { Snapshot } from '../observation.ts'
import { observe, problemsOf, type Told } from '../observation.test-support.ts'
import { unchanged } from './unchanged.ts'

const A = { id: '1', type: 'DATADOG', region: 'EU' }
const B = { id: '2', type: 'SLACK', teamName: 'x' }
const before: Snapshot = { members: { DATADOG: A, SLACK: B } }

const changed = (expected: string, after: Snapshot, more: Told = {}): ReturnType<typeof problemsOf> =>
  problemsOf('unchanged', expected, { status: 400, snapshots: { before, after }, ...more })

test('an unchanged group passes, and a new id is not a change', () => {
  expect(changed('all', before)).toEqual([])
  expect(changed('all', { members: { SLACK: { ...B, id: '9' }, DATADOG: { ...A, id: '8' } } })).toEqual([])
  expect(problemsOf('unchanged', 'all', {})).toEqual([])
  // The status of an accepted request is another expectation's problem.
  expect(changed('all', { members: {} }, { status: 200 })).toEqual([])
})

test('a changed, new or missing member is named with its values before and after', () => {
  const { id: _, ...was } = A
  expect(changed('all', { members: { DATADOG: { ...A, region: 'US' }, WEBHOOK: { type: 'WEBHOOK' } } })).toEqual([
    {
      message: 'expected no change of DATADOG in the list; DATADOG changed at /region',
      at: 'body#/results',
      expected: was,
      actual: { ...was, region: 'US' },
    },
    {
      message: 'expected no change of SLACK in the list; SLACK is gone',
      at: 'body#/results',
      expected: { type: 'SLACK', teamName: 'x' },
      actual: 'nothing',
    },
    {
      message: 'expected no change of WEBHOOK in the list; WEBHOOK appeared',
      at: 'body#/results',
      expected: 'nothing',
      actual: { type: 'WEBHOOK' },
    },
  ])
})

test('a problem names the exchange that shows it', () => {
  const read = { key: 'DATADOG', status: 404 }
  const snapshots = {
    before: { ...before, read: { key: 'DATADOG', status: 200, member: A } },
    after: { members: { SLACK: B }, read },
    shownBy: { list: 4, read: 5 },
  }
  const shown = unchanged.check('all', observe({ status: 400, snapshots }))
  expect(shown.map(({ at, shownBy }) => [at, shownBy])).toEqual([
    ['body#/results', 4],
    ['status', 5],
  ])
})

test('undeclared properties and the lengths of masks may change', () => {
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

test('ids: no id changes but that of the written member', () => {
  const renewed = { members: { DATADOG: { ...A, id: '8' }, SLACK: { ...B, teamName: 'y' } } }
  expect(changed('ids', renewed)).toEqual([
    {
      message: 'expected no change of the id of DATADOG in the list; the id changed',
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

test('others: only the member in the path may change', () => {
  const after = { members: { DATADOG: { ...A, region: 'US' }, SLACK: B } }
  expect(changed('others', after, { role: 'update', key: 'DATADOG' })).toEqual([])
  expect(changed('others', after, { role: 'update', key: 'SLACK' })).toHaveLength(1)
  expect(changed('others', { members: { SLACK: B } }, { role: 'delete', key: 'DATADOG' })).toEqual([])
})

test('own: an accepted request changes nothing of the member in the path but its id', () => {
  const after = { members: { DATADOG: { ...A, id: '8', region: 'US' }, SLACK: { ...B, id: '9' } } }
  const written = { role: 'update', status: 200 } as const
  expect(changed('own', after, { ...written, key: 'DATADOG' })).toMatchObject([{ actual: { region: 'US' } }])
  expect(changed('own', after, { ...written, key: 'SLACK' })).toEqual([])
  expect(changed('own', after, { role: 'update', status: 400, key: 'DATADOG' })).toEqual([])
})

test('a change that the list hides is found by reads before and after', () => {
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
      message: 'expected status 404 for a read of WEBHOOK, as before the request; the answer is 200',
      at: 'status',
      expected: 404,
      actual: 200,
    },
  ])
  expect(changed('all', before, reads(200, 404))).toHaveLength(1)
  expect(changed('others', before, reads(404, 200))).toEqual([])
})

test.each([401, 403, 429, 500])('a read that was answered %i before says nothing of the member', (was) => {
  const read = { key: 'WEBHOOK', status: was }
  const snapshots = { before: { ...before, read }, after: { ...before, read: { key: 'WEBHOOK', status: 200 } } }
  expect(changed('all', before, { role: 'create', key: 'WEBHOOK', snapshots })).toEqual([])
})

test('a change that the list hides is found by the member in both reads', () => {
  const reads = (is: object, list: Told['snapshots'] = { before, after: before }): Told => ({
    role: 'update',
    key: 'DATADOG',
    snapshots: {
      before: { ...list.before, read: { key: 'DATADOG', status: 200, member: A } },
      after: { ...list.after, read: { key: 'DATADOG', status: 200, member: is } },
    },
  })
  expect(changed('all', before, reads({ ...A, id: '8' }))).toEqual([])
  const after = { ...A, region: 'US' }
  expect(changed('all', before, reads(after))).toEqual([
    {
      message: 'expected no change of DATADOG in a read; DATADOG changed at /region',
      at: 'body',
      expected: expect.objectContaining({ type: 'DATADOG' }),
      actual: expect.objectContaining({ region: 'US' }),
    },
  ])
  // The list shows the same change.
  const both = { before, after: { members: { ...before.members, DATADOG: after } } }
  expect(changed('all', before, reads(after, both))).toHaveLength(1)
})

test('a list that becomes unreadable is a problem; a list unreadable before is not', () => {
  expect(changed('all', { members: undefined, unreadable: 401 })).toEqual([
    {
      message: 'expected a readable list, as before the request; the list is answered 401',
      at: 'body#/results',
      expected: 'a readable list',
      actual: 401,
    },
  ])
  expect(changed('all', { members: undefined, unreadable: 200 })[0]?.message).toMatch(/; the list is not readable$/)
  expect(changed('all', before, { snapshots: { before: { members: undefined }, after: before } })).toEqual([])
})

test('all: an accepted request is not judged', () => {
  const snapshots = { before, after: { members: {} } }
  expect(problemsOf('unchanged', 'all', { status: 200, snapshots })).toEqual([])
  expect(problemsOf('unchanged', 'all', { status: 500, snapshots })).toEqual([])
  expect(problemsOf('unchanged', 'others', { status: 200, snapshots })).toHaveLength(2)
})
