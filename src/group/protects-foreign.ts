import { isReadingMethod } from '../contract/reading-method.ts'
import { type Contract, operationOf } from '../contract/contract.ts'
import { hasFreeKeys } from '../contract/keys.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import type { GroupState } from './group-state.ts'

/**
 * The reason why a request is not sent: it would write a member that the run did not create, or may do so. Undefined for other requests. Only
 * a key that the contract does not list can name such a member: cases with a listed key are skipped before.
 */
export function protectsForeign(
  { operation, key, method }: Pick<PlannedRequest, 'operation' | 'key' | 'method'>,
  group: Pick<GroupState, 'foreign' | 'isListed'> | undefined,
  { contract }: { readonly contract: Contract },
): string | undefined {
  if (key === undefined || group === undefined || contract.resource.key.values.includes(key)) return undefined
  if (isReadingMethod(method ?? operationOf(contract, operation).method)) return undefined
  if (group.foreign.has(key)) return `${key} exists in the group; ${NEVER}`
  // With free keys, each key that a case names is read where no list is whole.
  if (hasFreeKeys(contract) || group.isListed) return undefined
  return `${key} may exist in the group: the target gave no whole list; ${NEVER}`
}

const NEVER = 'the run never changes members from before the run'
