import { expect, test } from 'vitest'
import { indexInvariants } from './invariant-index.ts'
import type { Expectation } from './judge.ts'
import { judgeExchange, type Judgement } from './judge-exchange.ts'
import { observe, type Told } from './observation.test-support.ts'

const location = { file: 'a.yaml', line: 1, column: 1 }
const asks = (requirement: string, kind: string, value: unknown): Expectation => ({
  requirement,
  kind,
  value,
  location,
})

const CREATED = asks('create-succeeds', 'status', 200)
const HAS_BODY = asks('create-answers-with-the-list', 'body', { '/a': { equals: 1 } })
const UNCHANGED = asks('a-refusal-changes-nothing', 'unchanged', 'all')
const INVARIANTS = indexInvariants(
  [
    asks('message-is-whole', 'message', 'whole'),
    asks('json-is-well-formed', 'json', 'well-formed'),
    asks('success-is-json', 'mediaType', 'json'),
  ].map((one) => ({ title: one.requirement, expect: [one], location })),
)

function judged(expected: readonly Expectation[], told: Told): Judgement {
  return judgeExchange({ expect: expected, invariants: INVARIANTS, saved: new Map() }, observe(told))
}

const found = ({ findings }: Judgement): readonly string[] => findings.map(({ requirement }) => requirement)

test('leading expectations come first, then invariants, then the rest', () => {
  const judgement = judged([HAS_BODY, CREATED], { role: 'create', status: 200, body: { a: 2 }, headers: [] })
  expect(found(judgement)).toEqual(['success-is-json', 'create-answers-with-the-list'])
  expect(judgement).toMatchObject({ stops: false, open: [] })
  expect(judgement.judged).toContain('create-succeeds')
})

test('where a leading expectation fails, the rest is not judged, and after a must the case stops', () => {
  const judgement = judged([CREATED, HAS_BODY], { role: 'create', key: 'SLACK', status: 404, body: {} })
  expect(found(judgement)).toEqual(['create-succeeds'])
  expect(judgement).toMatchObject({ stops: true, leavesDoubt: true })
  expect(judgement.judged).not.toContain('create-answers-with-the-list')
})

test('of a success that was not due, no invariant says anything more', () => {
  const refused = asks('second-create-conflicts', 'status', 409)
  expect(found(judged([refused], { role: 'create', status: 200, body: '{' }))).toEqual(['second-create-conflicts'])
  expect(found(judged([refused], { role: 'create', status: 404, body: '{' }))).toEqual([
    'second-create-conflicts',
    'json-is-well-formed',
  ])
})

test('an answer that is not JSON stops the case, and nothing more is said of it', () => {
  const judgement = judged([CREATED, HAS_BODY], { role: 'create', status: 200, body: '{' })
  expect(found(judgement)).toEqual(['json-is-well-formed'])
  expect(judgement.stops).toBe(true)
})

test('what needs snapshots stays open until they are there', () => {
  const told = { role: 'create', status: 404, body: {} } as const
  const refusal = asks('absent-is-not-found', 'status', 404)
  expect(judged([refusal, UNCHANGED], told)).toMatchObject({ open: [UNCHANGED], showsChange: false })
  const snapshots = { before: { members: {} }, after: { members: { SLACK: { type: 'SLACK' } } } }
  expect(judged([refusal, UNCHANGED], { ...told, snapshots })).toMatchObject({
    open: [],
    showsChange: true,
    findings: [{ requirement: 'a-refusal-changes-nothing' }],
  })
})

test('the same exchange is judged the same again', () => {
  const told = { role: 'create', status: 200, body: { a: 2 } } as const
  expect(judged([CREATED, HAS_BODY], told)).toEqual(judged([CREATED, HAS_BODY], told))
})
