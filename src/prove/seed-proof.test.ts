import { expect, test } from 'vitest'
import type { FiringResult } from './firing-result.ts'
import type { KnownServer } from './known-server.ts'
import { concludeSeeds } from './seed-proof.ts'

const server = (id: string, mayWarn: boolean): KnownServer => ({
  kind: 'variant',
  id,
  about: '',
  mayWarn,
  open: () => Promise.reject(new Error('not opened')),
})

function result(told: Partial<FiringResult>): FiringResult {
  const none = { kills: [], passed: [], causes: 0, incompleteFindings: [], skipped: 0 }
  return { server: 'strict', seed: 1, verdict: 'conforms', ran: 1, requests: 10, durationMs: 5, ...none, ...told }
}

function problems(results: readonly FiringResult[]): readonly string[] {
  return concludeSeeds(results, { rows: 1, servers: [server('strict', false), server('lenient', true)] }).problems
}

test('a broken must, a warning without leave and an open verdict are problems, each with its seed', () => {
  const must = [{ row: 'a.b', level: 'must', said: 'r: wrong' }] as const
  const should = [{ row: 'a.c', level: 'should', said: 's: odd' }] as const
  expect(
    problems([
      result({}),
      result({ seed: 17, verdict: 'violates', kills: must }),
      result({ seed: 18, kills: should }),
      result({ seed: 19, server: 'lenient', kills: should }),
      result({ seed: 20, verdict: 'inconclusive', reason: 'no answer' }),
    ]),
  ).toEqual([
    'seed 17: strict conforms, and is accused by a.b (r: wrong)',
    'seed 18: strict conforms, and is warned by a.c (s: odd)',
    'seed 20: strict conforms, and is found inconclusive: no answer',
  ])
})

test('a row that a server leaves no room for is counted, and is no problem', () => {
  const skipped = result({ verdict: 'inconclusive', reason: 'no case ran', skipped: 1 })
  expect(concludeSeeds([result({}), skipped], { rows: 2, servers: [server('strict', false)] })).toEqual({
    seeds: 1,
    rows: 2,
    servers: 1,
    fired: 2,
    skipped: 1,
    requests: 20,
    durationMs: 10,
    problems: [],
  })
})
