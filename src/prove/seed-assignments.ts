import type { Assignment } from './assignment.ts'

interface Spreading {
  /** The ids of the servers. */
  readonly servers: readonly string[]
  /** The ids of the rows. */
  readonly rows: readonly string[]
  readonly seeds: readonly number[]
  readonly runs: number
}

/**
 * Assignments that fire each row once at each seed, with all of its values, at one server. From seed to seed a row moves on to the next
 * server, so that as many seeds as there are servers meet all of them.
 */
export function* seedAssignments({ servers, rows, seeds, runs }: Spreading): Generator<Assignment, void, undefined> {
  for (const seed of seeds)
    for (const [index, row] of rows.entries()) {
      const server = servers[(index + seed) % servers.length]
      if (server !== undefined) yield { server, first: [row], then: [], until: 'end', runs, seed }
    }
}
