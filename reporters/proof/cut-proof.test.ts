import { expect, test } from 'vitest'
import { concludeByNeed, concludeCut } from '../../src/prove/cut-proof.ts'
import type { FiringResult } from '../../src/prove/firing-result.ts'
import { renderCutProof } from './cut-proof.ts'

const FIRST = { row: 'a', value: 0, request: 1, durationMs: 1 }

function result(server: string, requests?: number, steps?: number): FiringResult {
  return {
    server,
    verdict: 'conforms',
    kills: [],
    passed: [],
    ran: 1,
    skipped: 0,
    requests: 2000,
    durationMs: 1,
    causes: 0,
    incompleteFindings: [],
    ...(requests === undefined ? {} : { firstKill: { ...FIRST, requests, ...(steps === undefined ? {} : { steps }) } }),
  }
}

test('a cut run is shown with its share of faults, and the requests until the first finding', () => {
  const results = [result('f.1', 9), result('f.2', 1200), result('f.3', 40), result('f.4')]
  expect(renderCutProof('2,000 requests', [concludeCut('all faults', results)])).toMatchInlineSnapshot(`
    "budget of 2,000 requests
    all faults: of 4 faults, 3 are found (75.0 %); half within 40 requests, nine in ten not within the budget
    missed: f.4
    "
  `)
})

test('faults are counted by need, with the steps of the histories that fail', () => {
  const results = [result('f.1', 9, 2), result('f.2', 1200, 5), result('f.3', 40), result('f.4')]
  const needs = [
    { id: 'f.1', needs: 'history' },
    { id: 'f.2' },
    { id: 'f.3', needs: 'value' },
    { id: 'f.4', needs: 'race' },
  ] as const
  expect(renderCutProof('2,000 requests', concludeByNeed(results, needs))).toMatchInlineSnapshot(`
    "budget of 2,000 requests
    all faults: of 4 faults, 3 are found (75.0 %); half within 40 requests, nine in ten not within the budget; a failing history is shortened to 2 steps (median)
    faults that need no value: of 3 faults, 2 are found (66.7 %); half within 1,200 requests, nine in ten not within the budget; a failing history is shortened to 2 steps (median)
    faults that need a history: of 1 fault, 1 are found (100.0 %); half within 9 requests, nine in ten within 9 requests; a failing history is shortened to 2 steps (median)
    faults that need a race: of 1 fault, 0 are found (0.0 %); half not within the budget, nine in ten not within the budget
    missed: f.4
    "
  `)
  expect(concludeByNeed(results, []).map(({ name }) => name)).toEqual(['all faults'])
})
