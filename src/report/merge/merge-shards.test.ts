import { expect, test } from 'vitest'
import { SAMPLE } from '../../../reporters/sample-report.test-support.ts'
import { mergeShards } from './merge-shards.ts'
import type { ShardOfRun } from './shard-of-run.ts'

function shard(index: 1 | 2, given: Partial<ShardOfRun> = {}): ShardOfRun {
  const [places, results] = index === 1 ? ['1-2', SAMPLE.results.slice(0, 2)] : ['3-10', SAMPLE.results.slice(2)]
  return { ...SAMPLE, results, shard: { index, of: 2, plan: 'a1', places, writing: '' }, ...given }
}

test('a note tells what the report of a shard left out', () => {
  const cut = ['bodies and values are left out', 'a run with --verbose reports all']
  const { notes } = mergeShards([shard(1, { notes: ['one'] }), shard(2, { cut })])
  expect(notes).toEqual([
    'one',
    'the report of the shard 2/2 was cut: bodies and values are left out; a run with --verbose reports all',
  ])
  expect(mergeShards([shard(1), shard(2)])).not.toHaveProperty('notes')
})
