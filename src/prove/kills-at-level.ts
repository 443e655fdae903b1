import type { Contract } from '../contract/contract.ts'
import type { Kill } from './firing-result.ts'
import type { KnownServer } from './known-server.ts'

/** The kills at the level of a fault: a warning does not kill a fault that violates a must. */
export function killsAtLevel(
  { violates = '' }: KnownServer,
  kills: readonly Kill[],
  contract: Contract,
): readonly Kill[] {
  const isGating = (contract.requirements[violates]?.level ?? 'must') === 'must'
  return kills.filter(({ level }) => level === 'must' || !isGating)
}
