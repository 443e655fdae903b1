import { expect, test } from 'vitest'
import { openScene } from '../../fixtures/scene.ts'
import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import { planCases } from '../plan/plan.ts'
import { SUITES } from '../run/tests/run.test-support.ts'
import { fireServer } from './fire-server.ts'
import type { Assignment } from './assignment.ts'
import type { KnownServer } from './known-server.ts'
import { incompleteFindingsIn } from './incomplete-findings.ts'
import type { WorkerContext } from './worker-context.ts'

const CASES = planCases(SUITES, CONTRACT, 1)
const CONTEXT: WorkerContext = {
  bundle: { contract: CONTRACT, suites: SUITES, validators: VALIDATORS },
  cases: new Map(CASES.map((one) => [one.id, one])),
  seed: 1,
}

const ROWS = ['read.absent[SLACK]', 'create.full[DATADOG]', 'create.full[SLACK]', 'delete.configured[SLACK]']
const MANY = CASES.flatMap(({ id, template }) => (template === 'create.full' || template === 'read.absent' ? [id] : []))

function assignment(more: Partial<Assignment>): Assignment {
  return { server: 's', first: [], then: [], until: 'end', runs: 1, ...more }
}

function server(violates: string, options: Parameters<typeof openScene>[0]['options']): KnownServer {
  return { kind: 'fault', id: 's', about: 'It is broken.', violates, open: () => openScene({ options: options ?? {} }) }
}

const UNMASKED = server('key-is-masked', { overrides: { maskKey: (_, secret) => secret } })

test('a fault is left at its first kill, and the first rows are fired in any case', async () => {
  const stopped = await fireServer(UNMASKED, assignment({ then: MANY, until: 'kill' }), CONTEXT)
  expect(stopped.kills[0]).toEqual({ row: 'create.full[PAGER_DUTY]', level: 'must', at: { value: 0, request: 1 } })
  // The next row may be under way already.
  expect(stopped.ran).toBeLessThan(4)
  expect(stopped.firstKill?.requests).toBeLessThanOrEqual(stopped.requests)
  const both = await fireServer(UNMASKED, assignment({ first: ROWS.slice(1, 3), then: MANY, until: 'kill' }), CONTEXT)
  expect(both.kills.map(({ row }) => row)).toEqual(['create.full[DATADOG]', 'create.full[SLACK]'])
  expect([both.ran, both.causes]).toEqual([2, 1])
})

test('a full firing runs each row, and lists the rows at level must that pass', async () => {
  const result = await fireServer(server('', {}), assignment({ then: ROWS }), CONTEXT)
  expect(result).toMatchObject({ verdict: 'conforms', kills: [], passed: ROWS, ran: 4, incompleteFindings: [] })
})

test('a must fault is not killed by a warning, and a should fault is', async () => {
  const overrides = { errorBody: () => ({ error: 404, errorCode: 'WRONG', reason: 'Not Found', detail: 'no' }) }
  const rows = CASES.flatMap(({ id, template }) => (template === 'read.absent' ? [id] : []))
  const ran = async (violates: string): Promise<number> =>
    (await fireServer(server(violates, { overrides }), assignment({ then: rows, until: 'kill' }), CONTEXT)).ran
  expect(await ran('absent-code')).toBeLessThan(4)
  expect(await ran('absent-is-not-found')).toBe(rows.length)
  // A first row that only warns now does not stop the other rows, and is no first kill.
  const [first = '', ...then] = rows
  const quiet = await fireServer(
    server('absent-is-not-found', { overrides }),
    assignment({ first: [first], then, until: 'kill' }),
    CONTEXT,
  )
  expect([quiet.ran, quiet.firstKill]).toEqual([rows.length, undefined])
})

const guard = (text: string): string => text.replaceAll('hush', '<secret>')

test('a complete finding names requirement, place, expected and actual value, and shows no secret', () => {
  const finding = {
    kind: 'status',
    level: 'must',
    requirement: 'key-is-masked',
    message: 'm',
    at: 'status',
    expected: 1,
  }
  const result = { id: 'a.b', findings: [finding], exchanges: [] }
  const lacks = (more: object): readonly string[] =>
    incompleteFindingsIn({ ...result, findings: [{ ...finding, ...more }] } as never, CONTRACT, { guard })
  expect(lacks({})).toEqual([])
  expect(lacks({ requirement: 'none' })).toEqual(['a.b: "none" is no requirement'])
  expect(lacks({ at: '' })).toEqual(['a.b: "m" names no place'])
  expect(lacks({ message: '' })).toEqual(['a.b: a finding of key-is-masked has no message'])
  expect(lacks({ expected: undefined })).toEqual(['a.b: "m" at status shows neither the expected nor the actual value'])
  expect(lacks({ actual: 'hush' })).toEqual(['a.b: the result shows a secret'])
})

test('a probe notes the kills of each portion, with the value and the request, until its budget is used', async () => {
  const order = [
    { id: 'read.absent[SLACK]', from: 0, to: undefined },
    { id: 'create.full[DATADOG]', from: 0, to: undefined },
    { id: 'property.create-accepts[SLACK]', from: 3, to: 5 },
    { id: 'create.full[SLACK]', from: 0, to: undefined },
  ]
  const cut = (requests: number) => ({ order, budget: { requests }, probe: true })
  const { probed } = await fireServer(UNMASKED, assignment({ cut: cut(1000) }), CONTEXT)
  expect(probed).toEqual([
    { row: 'create.full[DATADOG]', value: 0, request: expect.any(Number) as number },
    { row: 'property.create-accepts[SLACK]', value: 3, request: expect.any(Number) as number },
    { row: 'create.full[SLACK]', value: 0, request: expect.any(Number) as number },
  ])
  const short = await fireServer(UNMASKED, assignment({ cut: cut(4) }), CONTEXT)
  expect(short.probed?.map(({ row }) => row)).toEqual(['create.full[DATADOG]'])
})

test('a cut run fires its order within its budget, and tells the place of the first kill', async () => {
  const order = [
    { id: 'read.absent[SLACK]', from: 0, to: undefined },
    { id: 'create.full[SLACK]', from: 0, to: undefined },
  ]
  const cut = (requests: number) => ({ order, budget: { requests }, probe: false })
  const found = await fireServer(UNMASKED, assignment({ then: ROWS, until: 'kill', cut: cut(1000) }), CONTEXT)
  expect(found.firstKill).toMatchObject({ row: 'create.full[SLACK]', value: 0 })
  const { request = 0, requests = 0 } = found.firstKill ?? {}
  expect([request > 0, request < requests]).toEqual([true, true])
  const missed = await fireServer(UNMASKED, assignment({ then: ROWS, until: 'kill', cut: cut(3) }), CONTEXT)
  expect([missed.firstKill, missed.requests <= 3 + 2]).toEqual([undefined, true])
})

test('a kill by a history has the index of the history, although its path names the last step too', async () => {
  const { kills, firstKill } = await fireServer(UNMASKED, assignment({ then: ['history.any-order'] }), CONTEXT)
  expect(kills[0]?.at?.value).toBe(0)
  expect(firstKill?.value).toBe(0)
})
