import { expect, test } from 'vitest'
import { createGroupState } from '../../group/group-state.ts'
import { type Attempt, createAttempt } from '../session/attempt.ts'
import type { RunPlan } from '../session/run-plan.ts'
import { withholdContested, withholdFromOtherRun } from './withhold-contested.ts'

const FINDING = { level: 'must', requirement: 'list-succeeds' } as unknown as Attempt['findings'][number]

function failed(): Attempt {
  const attempt = createAttempt({ group: createGroupState('g'), other: undefined }, [])
  attempt.findings.push(FINDING)
  attempt.judged.set('list', new Set(['list-succeeds']))
  return attempt
}

const planWith = (ledger?: string): RunPlan => ({ otherRun: () => ledger }) as unknown as RunPlan

const withheld = { findings: [], judged: new Map() }

test('a failure that does not repeat beside another client shows nothing and verifies nothing', () => {
  const attempt = failed()
  expect([withholdContested(attempt), attempt.findings.length]).toEqual([false, 1])
  attempt.lane.group.ceded.add('SLACK')
  expect(withholdContested(attempt)).toBe(true)
  expect(attempt).toMatchObject(withheld)
  expect(attempt.inconclusive).toContain('another client writes to the group: SLACK')
})

test('a failure beside another active run shows nothing and verifies nothing', () => {
  const attempt = failed()
  expect([withholdFromOtherRun(attempt, planWith()), attempt.findings.length]).toEqual([false, 1])
  expect(withholdFromOtherRun(attempt, planWith('a.jsonl'))).toBe(true)
  expect(attempt).toMatchObject(withheld)
  expect(attempt.inconclusive).toContain('with the ledger a.jsonl')
})
