import type { FiringResult } from './firing-result.ts'
import type { KnownServer } from './known-server.ts'

/** The proof that no seed makes the suite accuse a conforming server. */
export interface SeedProof {
  readonly seeds: number
  readonly rows: number
  readonly servers: number
  readonly fired: number
  /** The rows that a server left no room for: it has the members that they claim. */
  readonly skipped: number
  readonly requests: number
  /** The time of all firings, of all threads together. */
  readonly durationMs: number
  /** A sentence for each wrong verdict. */
  readonly problems: readonly string[]
}

/** Concludes the proof of firings at servers without a fault. */
export function concludeSeeds(
  results: readonly FiringResult[],
  { rows, servers }: { readonly rows: number; readonly servers: readonly KnownServer[] },
): SeedProof {
  const byId = new Map(servers.map((server) => [server.id, server]))
  const total = (count: (result: FiringResult) => number): number => results.reduce((sum, one) => sum + count(one), 0)
  return {
    seeds: new Set(results.map(({ seed }) => seed)).size,
    rows,
    servers: servers.length,
    fired: results.length,
    skipped: total(({ skipped }) => skipped),
    requests: total(({ requests }) => requests),
    durationMs: total(({ durationMs }) => durationMs),
    problems: results.flatMap((result) => problemsOf(result, byId.get(result.server))),
  }
}

/** The sentences about one firing: findings that a conforming server must not have, and a verdict that leaves it open. */
export function problemsOf(
  { server: id, seed, kills, verdict, reason, skipped }: FiringResult,
  server: KnownServer | undefined,
): readonly string[] {
  const wrong = kills.filter(({ level }) => level === 'must' || server?.mayWarn !== true)
  const told = wrong.map(
    ({ row, level, said = '' }) => `${level === 'must' ? 'is accused' : 'is warned'} by ${row} (${said})`,
  )
  const isOpen = told.length === 0 && verdict !== 'conforms' && skipped === 0
  const open = isOpen ? [`is found ${verdict}: ${reason ?? 'no reason'}`] : []
  return [...told, ...open].map((what) => `seed ${seed ?? 0}: ${id} conforms, and ${what}`)
}
