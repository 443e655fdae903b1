import { expect, test } from 'vitest'
import { openScene } from '../../fixtures/scene.ts'
import { CONTRACT, VALIDATORS } from '../contract/loaded.test-support.ts'
import { planCases } from '../plan/plan.ts'
import { SUITES } from '../run/run.test-support.ts'
import { type Arsenal, fireSubject } from './fire-subject.ts'
import type { Order, Subject } from './subject.ts'
import { uselessIn } from './useless.ts'

const CASES = planCases(SUITES, CONTRACT, 1)
const ARSENAL: Arsenal = {
  bundle: { contract: CONTRACT, suites: SUITES, validators: VALIDATORS },
  cases: new Map(CASES.map((one) => [one.id, one])),
  seed: 1,
}

const ROWS = ['read.absent[SLACK]', 'create.full[DATADOG]', 'create.full[SLACK]', 'delete.configured[SLACK]']
const MANY = CASES.flatMap(({ id, template }) => (template === 'create.full' || template === 'read.absent' ? [id] : []))

function order(more: Partial<Order>): Order {
  return { subject: 's', first: [], then: [], until: 'end', runs: 1, ...more }
}

function subject(violates: string, options: Parameters<typeof openScene>[0]['options']): Subject {
  return { kind: 'fault', id: 's', about: 'It is broken.', violates, open: () => openScene({ options: options ?? {} }) }
}

const UNMASKED = subject('key-is-masked', { overrides: { maskKey: (_, secret) => secret } })

test('a fault is left at its first kill, and what was to be fired first is fired all the same', async () => {
  const stopped = await fireSubject(UNMASKED, order({ then: MANY, until: 'kill' }), ARSENAL)
  expect(stopped.kills[0]).toEqual({ row: 'create.full[PAGER_DUTY]', level: 'must' })
  // The next one may be under way already.
  expect(stopped.ran).toBeLessThan(4)
  expect(stopped.firstKill?.requests).toBeLessThanOrEqual(stopped.requests)
  const both = await fireSubject(UNMASKED, order({ first: ROWS.slice(1, 3), then: MANY, until: 'kill' }), ARSENAL)
  expect(both.kills.map(({ row }) => row)).toEqual(['create.full[DATADOG]', 'create.full[SLACK]'])
  expect([both.ran, both.causes]).toEqual([2, 1])
})

test('to the end, everything is fired; what passes at level must is told', async () => {
  const outcome = await fireSubject(subject('', {}), order({ then: ROWS }), ARSENAL)
  expect(outcome).toMatchObject({ verdict: 'conforms', kills: [], passed: ROWS, ran: 4, useless: [] })
})

test('a must fault is not killed by a warning, and a should fault is', async () => {
  const overrides = { errorBody: () => ({ error: 404, errorCode: 'WRONG', reason: 'Not Found', detail: 'no' }) }
  const rows = CASES.flatMap(({ id, template }) => (template === 'read.absent' ? [id] : []))
  const ran = async (violates: string): Promise<number> =>
    (await fireSubject(subject(violates, { overrides }), order({ then: rows, until: 'kill' }), ARSENAL)).ran
  expect(await ran('absent-code')).toBeLessThan(4)
  expect(await ran('absent-is-not-found')).toBe(rows.length)
  // What killed it once and only warns now does not keep the rest from being fired, and is no first kill.
  const [first = '', ...then] = rows
  const quiet = await fireSubject(
    subject('absent-is-not-found', { overrides }),
    order({ first: [first], then, until: 'kill' }),
    ARSENAL,
  )
  expect([quiet.ran, quiet.firstKill]).toEqual([rows.length, undefined])
})

const guard = (text: string): string => text.replaceAll('hush', '<secret>')

test('a finding is of use if it names requirement, place, what was expected and what came, and shows no secret', () => {
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
    uselessIn({ ...result, findings: [{ ...finding, ...more }] } as never, CONTRACT, { guard })
  expect(lacks({})).toEqual([])
  expect(lacks({ requirement: 'none' })).toEqual(['a.b: "none" is no requirement'])
  expect(lacks({ at: '' })).toEqual(['a.b: "m" names no place'])
  expect(lacks({ message: '' })).toEqual(['a.b: a finding of key-is-masked says nothing'])
  expect(lacks({ expected: undefined })).toEqual(['a.b: "m" at status shows neither what was expected nor what came'])
  expect(lacks({ actual: 'hush' })).toEqual(['a.b: a secret stands in it'])
})
