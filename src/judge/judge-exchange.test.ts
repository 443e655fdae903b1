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

test('a violated leading expectation leaves the rest unjudged, and a violated must stops the case', () => {
  const judgement = judged([CREATED, HAS_BODY], { role: 'create', key: 'SLACK', status: 404, body: {} })
  expect(found(judgement)).toEqual(['create-succeeds'])
  expect(judgement).toMatchObject({ stops: true, leavesDoubt: true })
  expect(judgement.judged).not.toContain('create-answers-with-the-list')
})

test('a 5xx violates first what holds for each answer, then what the case expected', () => {
  const invariants = indexInvariants([
    { title: 'no 5xx', expect: [asks('no-server-error', 'status', { not: '5xx' })], location },
  ])
  const told = observe({ role: 'create', key: 'SLACK', status: 500, body: {} })
  const judgement = judgeExchange({ expect: [CREATED], invariants, saved: new Map() }, told)
  expect(found(judgement)).toEqual(['no-server-error', 'create-succeeds'])
  expect(new Set(judgement.findings.map(({ cause }) => cause)).size).toBe(1)
})

test('an unexpected success is not judged by invariants', () => {
  const refused = asks('second-create-conflicts', 'status', 409)
  expect(found(judged([refused], { role: 'create', status: 200, body: '{' }))).toEqual(['second-create-conflicts'])
  expect(found(judged([refused], { role: 'create', status: 404, body: '{' }))).toEqual([
    'second-create-conflicts',
    'json-is-well-formed',
  ])
})

test('an answer that is not JSON stops the case, and is one finding', () => {
  const judgement = judged([CREATED, HAS_BODY], { role: 'create', status: 200, body: '{' })
  expect(found(judgement)).toEqual(['json-is-well-formed'])
  expect(judgement.stops).toBe(true)
})

test('expectations that need snapshots stay open without them', () => {
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

test('a requirement whose subject is not in the answer is not judged', () => {
  const masked = asks('key-is-masked', 'redacted', 'tail')
  const told = { role: 'read', key: 'DATADOG', members: { DATADOG: { apiKey: '0a1b2c3d4e5f6071' } } } as const
  expect(judged([masked], { ...told, body: { type: 'DATADOG', apiKey: '****6071' } }).judged).toContain('key-is-masked')
  expect(judged([masked], { ...told, body: { type: 'DATADOG' } }).judged).not.toContain('key-is-masked')
})

test('a second judgement of an exchange is equal to the first', () => {
  const told = { role: 'create', status: 200, body: { a: 2 } } as const
  expect(judged([CREATED, HAS_BODY], told)).toEqual(judged([CREATED, HAS_BODY], told))
})
