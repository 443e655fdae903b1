import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Assignment } from '../../prove/assignment.ts'
import type { FiringResult } from '../../prove/firing-result.ts'
import type { KnownServer } from '../../prove/known-server.ts'
import { NO_RECORD } from '../../prove/record.ts'
import type { ProveData } from './prove-worker.ts'
import { fireAll } from './fire-all.ts'

const RACE: KnownServer = {
  kind: 'fault',
  id: 'f',
  about: '',
  violates: 'no-server-error',
  needs: 'race',
  open: () => Promise.reject(new Error('nothing is fired here')),
}

/** The rows that are fired at the race, round by round, where the attempt of a number finds it. */
async function firedAt(found: number): Promise<readonly (readonly string[])[]> {
  const rounds: (readonly string[])[] = []
  const kill = { server: RACE.id, kills: [{ row: 'one', level: 'must' }] }
  await fireAll(
    [RACE],
    {
      cases: [{ id: 'one', template: 'one', level: 'must' } as unknown as PlannedCase],
      record: { ...NO_RECORD, faults: { f: { row: 'one' } } },
      full: false,
      runs: 1,
    },
    {
      bundle: { contract: CONTRACT } as ProveData['bundle'],
      seed: 1,
      threads: 1,
      narrowed: true,
      fire: (assignments: Iterable<Assignment>) => {
        rounds.push([...assignments].flatMap(({ first, then }) => [...first, ...then]))
        return Promise.resolve(rounds.length === found ? [kill as unknown as FiringResult] : [])
      },
    },
  )
  return rounds
}

test('a race that survives is fired at by its known case again, until it is found', async () => {
  expect(await firedAt(1)).toEqual([['one'], []])
  expect(await firedAt(3)).toEqual([['one'], ['one'], ['one'], []])
  expect(await firedAt(0)).toEqual([['one'], ['one'], ['one'], ['one'], ['one'], ['one']])
})
