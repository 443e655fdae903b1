import { expect, test } from 'vitest'
import { concludeCut } from '../src/prove/cut-proof.ts'
import type { FiringResult } from '../src/prove/firing-result.ts'
import { renderCutProof } from './cut-proof.ts'

function result(server: string, requests?: number): FiringResult {
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
    ...(requests === undefined ? {} : { firstKill: { row: 'a', value: 0, request: 1, requests, durationMs: 1 } }),
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
