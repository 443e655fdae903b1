import { expect, test } from 'vitest'
import { SAMPLE } from '../../../reporters/sample-report.test-support.ts'
import type { Report } from '../report.ts'
import type { ShardReport } from '../shard-report.ts'
import { mistakeInShards } from './mistake-in-shards.ts'

/** Shards of a run with the results of the sample: the first two results, and the others. */
function shard(index: 1 | 2, given: Partial<Report> = {}, more: Partial<ShardReport> = {}): Report {
  const places = index === 1 ? '1-2' : '3-10'
  return {
    ...SAMPLE,
    results: index === 1 ? SAMPLE.results.slice(0, 2) : SAMPLE.results.slice(2),
    shard: { index, of: 2, plan: 'a1', places, writing: '', ...more },
    ...given,
  }
}

function mistake(...reports: readonly Report[]): string | undefined {
  return mistakeInShards(reports.map((report, index) => ({ name: `${'abc'[index] ?? ''}.json`, report })))
}

test('all shards of a run are right, in any order', () => {
  expect(mistake(shard(1), shard(2))).toBe(undefined)
  expect(mistake(shard(2), shard(1))).toBe(undefined)
})

const baseline = { file: 'b.yaml', entries: [] }

test.each<[string, Partial<Report>, Partial<ShardReport>]>([
  ['the seed of a.json is 42, and that of b.json is 4', { seed: 4 }, {}],
  ['the tool version of a.json is 0.1.0, and that of b.json is 0', { tool: { name: 'x', version: '0' } }, {}],
  ['the contract of a.json is sample, and that of b.json is x', { contract: { name: 'x', version: '2026-01-01' } }, {}],
  [
    'the contract version of a.json is 2026-01-01, and that of b.json is 2026-01-01 as of 1',
    { contract: { ...SAMPLE.contract, asOf: '1' } },
    {},
  ],
  ['the target of a.json is http://127.0.0.1:8080/api, and that of b.json is x', { target: 'x' }, {}],
  ['the target of a.json is http://127.0.0.1:8080/api, and that of b.json is embedded server', { embedded: true }, {}],
  ['the level of a.json is must, and that of b.json is should', { level: 'should' }, {}],
  ['the budget of a.json is none, and that of b.json is 1 s', { budget: { ms: 1000, leftOut: [], shortened: [] } }, {}],
  ['the count of shards of a.json is 2, and that of b.json is 3', {}, { of: 3 }],
  ['a.json and b.json select different cases, or different numbers of values', {}, { plan: 'b2' }],
  ['a.json and b.json have different baselines', { baseline }, {}],
])('%s', (sentence, given, more) => {
  expect(mistake(shard(1), shard(2, given, more))).toBe(`expected shards of one run; ${sentence}`)
})

test('a whole run, a missing shard and a shard that comes twice are mistakes', () => {
  expect(mistake()).toBe('no report is given; name the reports of all shards')
  expect(mistake(shard(1), SAMPLE)).toBe('b.json is the report of a whole run; only reports of shards are merged')
  expect(mistake(shard(1))).toBe('the report of the shard 2/2 is missing')
  expect(mistake(shard(1, {}, { of: 4 }))).toBe('the reports of the shards 2/4, 3/4, 4/4 are missing')
  expect(mistake(shard(1, {}, { of: 900 }))).toBe(
    'the reports of the shards 2/900, 3/900, 4/900, 5/900, 6/900 and 894 more are missing',
  )
  expect(mistake(shard(1), shard(2), shard(1))).toBe('a.json and c.json are both of shard 1/2')
})

test.each<[Partial<Report>, Partial<ShardReport>]>([
  [{}, { places: '3-9' }],
  [{}, { places: '3-2' }],
  [{}, { writing: 'x' }],
  [{}, { knownFaults: { withinReach: '1', found: '2,1' } }],
  [{}, { index: 3 }],
])('a shard that does not fit its results is damaged: %j %j', (given, more) => {
  expect(mistake(shard(1), shard(2, given, more))).toBe('b.json is damaged: its shard does not fit its results')
})

test('results of one case in two shards are a mistake', () => {
  const sentence = 'a.json and b.json have results of the same case'
  expect(mistake(shard(1), shard(2, { results: SAMPLE.results.slice(1) }, { places: '3-11' }))).toBe(sentence)
  expect(mistake(shard(1), shard(2, {}, { places: '2-9' }))).toBe(sentence)
})

/** The first two results have one id, as masks can leave it. */
function masked({ results }: Report): Partial<Report> {
  return { results: results.map((result, index) => (index < 2 ? { ...result, id: 'a.b[<secret>]' } : result)) }
}

test('rows whose ids are masked are no row that comes twice', () => {
  expect(mistake(shard(1, masked(shard(1))), shard(2, masked(shard(2))))).toBe(undefined)
})
