import { expect, test } from 'vitest'
import { createGroupState } from '../../group/group-state.ts'
import type { AttemptFinding } from '../../report/attempted.ts'
import { type Attempt, createAttempt } from '../session/attempt.ts'
import { doubtOf, failuresTogether } from './suspects.ts'

const FINDING: Omit<AttemptFinding, 'at'> = {
  kind: 'status',
  level: 'must',
  requirement: 'absent-is-not-found',
  cause: 'absent-is-not-found/status',
  signature: 'status',
  message: 'another status',
  expected: 404,
  actual: 0,
  exchange: 0,
  location: { file: 'suite.yaml', line: 1, column: 1 },
}

/** An attempt whose answer has this status, with a finding at this place. */
function failed(status: number, at = 'status', operation = 'delete'): Attempt {
  const attempt = createAttempt({ group: createGroupState('group'), other: undefined }, [])
  attempt.exchanges.push({
    request: { method: 'DELETE', path: '/', headers: [] },
    operation,
    as: 'owner',
    response: { status, headers: [], body: new Uint8Array() },
    durationMs: 1,
  })
  attempt.findings.push({ ...FINDING, at })
  return attempt
}

const failures = (attempts: readonly Attempt[], accepted: readonly number[]): readonly boolean[] =>
  attempts.map((attempt) => failuresTogether(attempt, { attempts, accepted }).length > 0)

test('a request that meets the member of an accepted write of its batch is not blamed', () => {
  expect(failures([failed(200), failed(204), failed(200, '/name'), failed(500)], [0])).toEqual([
    true,
    false,
    false,
    true,
  ])
})

test('an accepted update or delete beside an accepted create may be of the member that was created', () => {
  const withUpdate = [failed(200, 'status', 'create'), failed(200, 'status', 'update')]
  expect(failures(withUpdate, [0, 1])).toEqual([true, false])
  expect(failures([failed(200, 'status', 'update'), failed(204)], [0, 1])).toEqual([true, true])
})

test('an accepted create beside an accepted delete may be of the key that was deleted, and the other way round', () => {
  const both = [failed(200, 'status', 'create'), failed(204, 'status', 'delete')]
  expect(failures(both, [0, 1])).toEqual([false, false])
  expect(failures(both, [0])).toEqual([true, false])
})

test('without an accepted write, every failure of a batch counts, except another status of a refusal', () => {
  expect(failures([failed(204), failed(200, '/name'), failed(500), failed(409)], [])).toEqual([true, true, true, false])
  expect(failures([failed(409, 'unchanged')], [])).toEqual([true])
})

test('of the warnings of a batch, a success in the place of a refusal counts', () => {
  const warned = [200, 404].map((status): Attempt => {
    const attempt = failed(status)
    return { ...attempt, findings: attempt.findings.map((finding) => ({ ...finding, level: 'should' })) }
  })
  expect(failures(warned, [])).toEqual([true, false])
})

test('of a batch, an accepted write is looked at again first, then what fails otherwise', () => {
  expect(doubtOf(failed(200), { isAccepted: true })).toBeGreaterThan(doubtOf(failed(404), { isAccepted: false }))
  const passed = createAttempt({ group: createGroupState('group'), other: undefined }, [])
  expect(doubtOf(failed(404), { isAccepted: false })).toBeGreaterThan(doubtOf(passed, { isAccepted: false }))
})
