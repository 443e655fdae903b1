import type { FiringResult } from './firing-result.ts'
import type { KnownServer, FaultNeed } from './known-server.ts'

/** The findings of a cut run: the count of faults, and the requests until the first finding. */
export interface CutFound {
  /** The name of the faults, such as `all faults`. */
  readonly name: string
  readonly faults: number
  readonly found: number
  /** The requests until the first finding of half of the faults, and of nine in ten; undefined where fewer are found. */
  readonly median: number | undefined
  readonly ninetieth: number | undefined
  /** The median of the steps of the smallest failing histories; undefined where no history finds a fault. */
  readonly steps: number | undefined
  /** Ids of the faults that the cut run misses. */
  readonly missed: readonly string[]
}

/** Concludes what a cut run finds at the faults of the results. */
export function concludeCut(name: string, results: readonly FiringResult[]): CutFound {
  const requests = results.flatMap(({ firstKill }) => firstKill?.requests ?? []).toSorted((a, b) => a - b)
  const at = (share: number): number | undefined => requests[Math.ceil(results.length * share) - 1]
  return {
    name,
    faults: results.length,
    found: requests.length,
    median: at(0.5),
    ninetieth: at(0.9),
    steps: medianOf(results.flatMap(({ firstKill }) => firstKill?.steps ?? [])),
    missed: results.flatMap(({ server, firstKill }) => (firstKill === undefined ? [server] : [])),
  }
}

/** Concludes what a cut run finds at all faults, and where they have several needs, at the faults of each need. */
export function concludeByNeed(
  results: readonly FiringResult[],
  faults: readonly Pick<KnownServer, 'id' | 'needs'>[],
): readonly CutFound[] {
  const needs = new Map(faults.map(({ id, needs: need }) => [id, need]))
  const among = (name: string, holds: (need: FaultNeed | undefined) => boolean): readonly CutFound[] => {
    const some = results.filter(({ server }) => holds(needs.get(server)))
    return some.length === 0 || some.length === results.length ? [] : [concludeCut(name, some)]
  }
  return [
    concludeCut('all faults', results),
    ...among('faults that need no value', (need) => need !== 'value'),
    ...among('faults that need a history', (need) => need === 'history'),
    ...among('faults that need a race', (need) => need === 'race'),
  ]
}

/** The lower of two in the middle. */
function medianOf(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length / 2) - 1]
}
