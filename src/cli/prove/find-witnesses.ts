import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Assignment } from '../../prove/assignment.ts'
import type { AssignmentOptions } from '../../prove/assignments.ts'
import type { FiringResult } from '../../prove/firing-result.ts'
import { killsAtLevel } from '../../prove/kills-at-level.ts'
import type { KnownServer } from '../../prove/known-server.ts'
import type { ProofRecord } from '../../prove/record.ts'
import { fireAssignments, type Threads } from './fire-assignments.ts'

/**
 * Fires cases at the reference, and then at faults until each case kills a fault. The faults of the recorded kills come first, then
 * faults that violate a requirement of the cases, then all others.
 */
export async function findWitnesses(
  servers: readonly KnownServer[],
  options: AssignmentOptions,
  firing: Threads,
): Promise<readonly FiringResult[]> {
  const templates = new Map(options.cases.map(({ id, template }) => [id, template]))
  const idle = new Set(options.cases.flatMap(({ template, level }) => (level === 'observe' ? [] : [template])))
  const byId = new Map(servers.map((server) => [server.id, server]))
  return fireAssignments(assignmentsUntil(idle, servers, options), firing, ({ server, kills }) => {
    const known = byId.get(server)
    if (known?.kind !== 'fault') return
    for (const { row } of killsAtLevel(known, kills, firing.bundle.contract)) idle.delete(templates.get(row) ?? row)
  })
}

/** Yields assignments as long as a case is idle; results between two assignments make cases busy. */
function* assignmentsUntil(
  idle: ReadonlySet<string>,
  servers: readonly KnownServer[],
  { cases, record, runs }: AssignmentOptions,
): Generator<Assignment, void, undefined> {
  const all = cases.map(({ id }) => id)
  for (const { id } of servers.filter(({ kind }) => kind === 'reference'))
    yield { server: id, first: [], then: all, until: 'end', runs }
  for (const { id } of inOrder(servers, cases, record)) {
    if (idle.size === 0) return
    const rows = cases.flatMap((one) => (idle.has(one.template) ? [one.id] : []))
    yield { server: id, first: [], then: rows, until: idle.size === 1 ? 'kill' : 'end', runs }
  }
}

function inOrder(
  servers: readonly KnownServer[],
  cases: readonly PlannedCase[],
  record: ProofRecord,
): readonly KnownServer[] {
  const recorded = new Set(cases.map(({ template }) => record.cases[template]?.fault))
  const requirements = new Set(cases.flatMap((one) => one.requirements))
  const rank = ({ id, violates = '' }: KnownServer): number =>
    recorded.has(id) ? 0 : requirements.has(violates) ? 1 : 2
  return servers
    .filter(({ kind, outOfReach }) => kind === 'fault' && outOfReach === undefined)
    .toSorted((one, other) => rank(one) - rank(other))
}
