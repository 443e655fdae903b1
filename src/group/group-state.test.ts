import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { createGroupState, doubt, type GroupState, noteWrite, type AnsweredWrite } from './group-state.ts'

function after(...writes: readonly Partial<AnsweredWrite>[]): GroupState {
  const state = createGroupState('g')
  for (const write of writes)
    noteWrite(state, CONTRACT, { role: 'create', key: 'SLACK', body: { teamName: 'x' }, status: 200, ...write })
  return state
}

test('after a 2xx answer a written member has the sent values; after an update it may have further values', () => {
  expect(after({}).members.get('SLACK')).toMatchObject({ values: { teamName: 'x' }, complete: true })
  expect(after({ role: 'update' }).members.get('SLACK')).toMatchObject({ complete: false })
  expect(after({}, { role: 'delete', body: undefined, status: 204 }).members.size).toBe(0)
})

function lastSent(...writes: readonly Partial<AnsweredWrite>[]): unknown {
  return after(...writes).members.get('SLACK')?.lastSent
}

test('the last values since the create are known, without nulls, until a write leaves the member in doubt', () => {
  const update = { role: 'update', body: { channelName: 'y', teamName: null } } as const
  expect(lastSent({}, update)).toEqual({ teamName: 'x', channelName: 'y' })
  expect(lastSent({}, { role: 'delete', status: 204 }, update)).toEqual({ channelName: 'y' })
  expect(lastSent({}, { ...update, status: 400 })).toEqual({ teamName: 'x' })
  expect(lastSent({ status: 500 }, update)).toBeUndefined()
  const foreign = createGroupState('g')
  foreign.foreign.add('SLACK')
  noteWrite(foreign, CONTRACT, { key: 'SLACK', ...update, status: 200 })
  expect(foreign.members.get('SLACK')?.lastSent).toBeUndefined()
})

test.each([400, 401, 404, 409, 429])('a write that was answered %d changed nothing', (status) => {
  const state = after({}, { status, body: { teamName: 'y' } })
  expect(state.members.get('SLACK')?.values).toEqual({ teamName: 'x' })
  expect(state.doubtful.size).toBe(0)
})

test.each([undefined, 500, 302])('after a write that was answered %j nothing is claimed of its key', (status) => {
  expect([...after({ status }).doubtful]).toEqual(['SLACK'])
  expect([...after({}, { role: 'delete', status }).doubtful]).toEqual(['SLACK'])
})

test('a successful delete ends a doubt', () => {
  expect(after({ status: 500 }, { role: 'delete', status: 204 }).doubtful.size).toBe(0)
})

test('a write without a readable body leaves its key in doubt; a write to an unknown key changes nothing', () => {
  expect([...after({ body: 'text' }).doubtful]).toEqual(['SLACK'])
  expect(after({ key: 'slack' }).members.size).toBe(0)
  expect(after({ role: 'list' }).members.size).toBe(0)
})

test('foreign members are never in doubt', () => {
  const state = createGroupState('g')
  state.foreign.add('SLACK')
  doubt(state, ['SLACK', 'DATADOG'])
  expect([...state.doubtful]).toEqual(['DATADOG'])
})

test('no answer to one of several writes at the same moment tells the state of its key', () => {
  const state = after({})
  state.contested.add('SLACK')
  doubt(state, ['SLACK'])
  for (const write of [
    { role: 'delete', status: 204 },
    { role: 'create', status: 200 },
  ] as const)
    noteWrite(state, CONTRACT, { key: 'SLACK', body: {}, ...write })
  expect([[...state.doubtful], state.members.get('SLACK')?.values]).toEqual([['SLACK'], { teamName: 'x' }])
  state.contested.clear()
  noteWrite(state, CONTRACT, { role: 'delete', key: 'SLACK', body: undefined, status: 204 })
  expect([state.doubtful.size, state.members.size]).toEqual([0, 0])
})
