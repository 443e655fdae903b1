import type { Contract } from '../../contract/contract.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import {
  type AssignmentOptions,
  assignmentsFor,
  assignmentsForIdle,
  assignmentsForRaces,
  assignmentsForSurvivors,
} from '../../prove/assignments.ts'
import type { FiringResult } from '../../prove/firing-result.ts'
import { killsAtLevel } from '../../prove/kills-at-level.ts'
import type { KnownServer } from '../../prove/known-server.ts'
import { fireAssignments, type Threads } from './fire-assignments.ts'

/** The attempts at a race that survives, as a count: on a busy machine two requests may not overlap where they should. */
const ATTEMPTS_AT_RACES = 4

/**
 * Fires an assignment for each server, then the known case again at races that survive. Faults that survive then get all values of all
 * properties, with more histories. At last each fault gets all rows of cases without a kill.
 */
export async function fireAll(
  servers: readonly KnownServer[],
  options: AssignmentOptions,
  {
    fire = fireAssignments,
    ...firing
  }: Threads & { readonly narrowed: boolean; readonly fire?: typeof fireAssignments },
): Promise<readonly FiringResult[]> {
  const faults = servers.filter(({ kind }) => kind === 'fault')
  const isWhole = options.full || firing.narrowed
  // A fault out of reach costs the whole suite, and only a full proof learns from the result.
  const tried = isWhole ? servers : servers.filter(({ outOfReach }) => outOfReach === undefined)
  const results = [...(await fire(assignmentsFor(tried, options), firing))]
  const living = () => faults.filter((fault) => isAlive(fault, results, firing.bundle.contract))
  for (let attempt = 0; attempt < ATTEMPTS_AT_RACES; attempt += 1) {
    const races = assignmentsForRaces(living(), options)
    if (races.length === 0) break
    results.push(...(await fire(races, firing)))
  }
  results.push(...(await fire(assignmentsForSurvivors(living(), options), firing)))
  if (firing.narrowed) return results
  // The faults come in portions, because most of these cases kill a fault of the first portion.
  for (let from = 0; from < faults.length; from += FAULTS_AT_A_TIME) {
    const idle = idleRows(options.cases, rowsThatKill(faults, results, firing.bundle.contract))
    if (idle.length === 0) break
    const some = faults.slice(from, from + FAULTS_AT_A_TIME)
    results.push(...(await fire(assignmentsForIdle(some, idle, options), firing)))
  }
  return results
}

const FAULTS_AT_A_TIME = 100

function isAlive(fault: KnownServer, results: readonly FiringResult[], contract: Contract): boolean {
  const kills = results.flatMap((one) => (one.server === fault.id ? one.kills : []))
  return fault.outOfReach === undefined && killsAtLevel(fault, kills, contract).length === 0
}

/** Ids of the rows that kill a fault; findings about other servers do not count. */
function rowsThatKill(
  faults: readonly KnownServer[],
  results: readonly FiringResult[],
  contract: Contract,
): ReadonlySet<string> {
  const byId = new Map(faults.map((fault) => [fault.id, fault]))
  return new Set(
    results.flatMap(({ server, kills }) => {
      const fault = byId.get(server)
      return fault === undefined ? [] : killsAtLevel(fault, kills, contract).map(({ row }) => row)
    }),
  )
}

function idleRows(cases: readonly PlannedCase[], killing: ReadonlySet<string>): readonly PlannedCase[] {
  const busy = new Set(cases.flatMap(({ id, template }) => (killing.has(id) ? [template] : [])))
  return cases.filter(({ template, level }) => level !== 'observe' && !busy.has(template))
}
