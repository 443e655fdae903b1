import type { Contract } from '../contract/contract.ts'
import type { KnownServer } from './known-server.ts'

/** Ids of the requirements that are checked, are not only observed, and that no fault violates. */
export function requirementsWithoutFault(contract: Contract, servers: readonly KnownServer[]): readonly string[] {
  const violated = new Set(servers.map(({ violates }) => violates))
  return Object.values(contract.requirements).flatMap(({ id, level, excluded }) =>
    excluded === undefined && level !== 'observe' && !violated.has(id) ? [id] : [],
  )
}
