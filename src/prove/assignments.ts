import type { PlannedCase } from '../plan/planned-case.ts'
import type { Assignment } from './assignment.ts'
import type { KnownServer } from './known-server.ts'
import type { ProofRecord } from './record.ts'

export interface AssignmentOptions {
  readonly cases: readonly PlannedCase[]
  readonly record: ProofRecord
  /** True where every row is fired at every server. */
  readonly full: boolean
  readonly runs: number
}

/** In a full proof each server gets a share of the values of a property: a value in this many. So does a null server in any proof. */
const VALUES_SHARED_BY = 8

/** Outside a full proof each variant and null server gets a share of the rows of a case: a row in this many. */
const ROWS_SHARED_BY = 24

/** A case with fewer rows than that is fired at one variant in this many: all variants together take half of a proof. */
const CASES_SHARED_BY = 4

/**
 * An assignment for each server. Variants and null servers share the rows of a case and the values of a property: all of them
 * together get all. Variants share the cases of few rows too. A fault first gets the rows that killed it before.
 */
export function assignmentsFor(servers: readonly KnownServer[], options: AssignmentOptions): readonly Assignment[] {
  const shared = servers.filter(({ kind }) => kind === 'variant' || kind === 'null')
  return servers.map((server) => {
    const part = shared.indexOf(server)
    const { runs } = options
    if (server.kind === 'fault' && !options.full) return { ...faultAssignment(server, options), runs }
    const all = { server: server.id, first: [], until: 'end', runs } as const
    if (server.kind === 'reference') return { ...all, then: options.cases.map(({ id }) => id) }
    if (options.full) {
      const of = Math.min(VALUES_SHARED_BY, servers.length)
      const share = { of, part: servers.indexOf(server) % of }
      return { ...all, then: options.cases.map(({ id }) => id), share }
    }
    const every = server.kind === 'variant' ? CASES_SHARED_BY : 1
    return {
      ...all,
      then: rowsOf(options.cases, { part, of: shared.length, every }),
      share: shareOf(server.kind, { of: shared.length, part }),
    }
  })
}

/** A null server gets more values of a property: what a single one of them shows, such as a history of reads, may be refused as well. */
function shareOf(kind: KnownServer['kind'], { of, part }: Omit<Sharing, 'every'>): NonNullable<Assignment['share']> {
  const fewer = kind === 'null' ? Math.min(VALUES_SHARED_BY, of) : of
  return { of: fewer, part: part % fewer }
}

interface Sharing {
  /** The index of the server among those that share. */
  readonly part: number
  /** The servers that share, as a count. */
  readonly of: number
  /** One server in this many gets a case of few rows. */
  readonly every: number
}

function rowsOf(cases: readonly PlannedCase[], { part, of, every }: Sharing): readonly string[] {
  const rows = new Map<string, string[]>()
  for (const { id, template } of cases) rows.set(template, [...(rows.get(template) ?? []), id])
  return [...rows.values()].flatMap((ofCase, number) => {
    const among = Math.min(ROWS_SHARED_BY, of, ofCase.length)
    // Servers with the same row of a case are so many apart, and each case begins at another server.
    const isShared = ofCase.length < ROWS_SHARED_BY && of >= among * every
    const isLeftOut = isShared && (number + Math.floor(part / among)) % every !== 0
    return isLeftOut ? [] : ofCase.filter((_, index) => index % among === part % among)
  })
}

function faultAssignment({ id }: KnownServer, { cases, record }: AssignmentOptions): Omit<Assignment, 'runs'> {
  const rows = cases.map((one) => one.id)
  const witnesses = Object.values(record.cases).flatMap(({ row, fault }) => (fault === id ? [row] : []))
  const first = new Set([record.faults[id]?.row, ...witnesses].filter((row) => row !== undefined))
  const known = rows.filter((row) => first.has(row))
  return { server: id, first: known, then: rows.filter((row) => !first.has(row)), until: 'kill' }
}

/** The least number of random values, and of histories, at a fault that survives fewer. */
const RUNS_AT_SURVIVORS = 24

/** Assignments at faults that survive: the case of the last proof that found them, then all values of all properties. */
export function assignmentsForSurvivors(
  survivors: readonly KnownServer[],
  { cases, runs, record }: Omit<AssignmentOptions, 'full'>,
): readonly Assignment[] {
  const then = cases.flatMap(({ id, property }) => (property === undefined ? [] : [id]))
  const first = knownRows({ cases, record })
  return survivors.map(({ id }) => {
    return { server: id, first: first(id), then, until: 'kill', runs: Math.max(runs, RUNS_AT_SURVIVORS) }
  })
}

/** Assignments at races that survive: the case of the last proof that found them. */
export function assignmentsForRaces(
  survivors: readonly KnownServer[],
  { cases, runs, record }: Omit<AssignmentOptions, 'full'>,
): readonly Assignment[] {
  const first = knownRows({ cases, record })
  return survivors
    .filter(({ id, needs }) => needs === 'race' && first(id).length > 0)
    .map(({ id }) => ({ server: id, first: first(id), then: [], until: 'kill', runs }))
}

/** Tells the case of the last proof that found a fault; none where it is gone. */
function knownRows({ cases, record }: Pick<AssignmentOptions, 'cases' | 'record'>): (id: string) => readonly string[] {
  const ids = new Set(cases.map(({ id }) => id))
  return (id) => {
    const row = record.faults[id]?.row
    return row !== undefined && ids.has(row) ? [row] : []
  }
}

/** Assignments of all rows of cases without a kill, at each fault. */
export function assignmentsForIdle(
  faults: readonly KnownServer[],
  idle: readonly PlannedCase[],
  { runs }: Pick<AssignmentOptions, 'runs'>,
): readonly Assignment[] {
  const rows = idle.map(({ id }) => id)
  return faults.map(({ id }) => ({ server: id, first: rows, then: [], until: 'end', runs }))
}
