import type { Contract } from '../contract/contract.ts'
import type { Kill, Subject } from './subject.ts'

/** The kills that find a fault: one that breaks a must is not found by a warning. */
export function loudKills({ violates = '' }: Subject, kills: readonly Kill[], contract: Contract): readonly Kill[] {
  const isGating = (contract.requirements[violates]?.level ?? 'must') === 'must'
  return kills.filter(({ level }) => level === 'must' || !isGating)
}
