import { expect, test } from 'vitest'
import { membersIn } from '../reading/members.ts'
import { observe, problemsOf, SHOWN } from '../observation.test-support.ts'

const typed = { '/type': { equals: 'DATADOG' } }

test('members are the items of a list and the item of a read, with or without an envelope', () => {
  expect(membersIn(observe({ body: { results: [SHOWN, 1, { x: 1 }] } }))).toMatchObject([
    { key: 'DATADOG', pointer: '/results/0' },
    { key: undefined, pointer: '/results/2' },
  ])
  expect(membersIn(observe({ role: 'read', body: SHOWN }))).toMatchObject([{ key: 'DATADOG', pointer: '' }])
  const enveloped = { role: 'read', query: { envelope: 'true' }, body: { status: 200, content: SHOWN } } as const
  expect(membersIn(observe(enveloped))).toMatchObject([{ key: 'DATADOG', pointer: '/content' }])
})

test.each([
  { status: 404, body: { results: [SHOWN] } },
  { body: 'no JSON' },
  { body: [SHOWN] },
  { body: { results: {} } },
  { status: 204 },
])('%j has no members', (told) => {
  expect(membersIn(observe(told))).toEqual([])
})

test('each member that violates a matcher is a problem at its place', () => {
  expect(problemsOf('members', typed, { body: { results: [SHOWN, SHOWN] } })).toEqual([])
  expect(problemsOf('members', typed, { body: { results: [SHOWN, { type: 'SLACK' }, {}] } })).toEqual([
    { message: 'expected "DATADOG" at /type', at: 'body#/results/1/type', expected: '"DATADOG"', actual: 'SLACK' },
    { message: 'expected "DATADOG" at /type', at: 'body#/results/2/type', expected: '"DATADOG"', actual: 'nothing' },
  ])
})
