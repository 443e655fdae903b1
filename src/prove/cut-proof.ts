import type { FiringResult } from './firing-result.ts'

/** What a cut run finds: the count of faults, and the requests until the first finding. */
export interface CutFound {
  /** The name of the faults, such as `all faults`. */
  readonly name: string
  readonly faults: number
  readonly found: number
  /** The requests until the first finding of half of the faults, and of nine in ten; undefined where fewer are found. */
  readonly median: number | undefined
  readonly ninetieth: number | undefined
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
    missed: results.flatMap(({ server, firstKill }) => (firstKill === undefined ? [server] : [])),
  }
}
