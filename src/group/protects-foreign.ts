import { isReadingMethod } from '../contract/reading-method.ts'
import { type Contract, operationOf } from '../contract/contract.ts'
import { hasFreeKeys } from '../contract/keys.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import type { GroupState } from './group-state.ts'

/**
 * The reason why a request is not sent: it would write a member that the run did not create. Undefined for other requests. Only a
 * free key that is drawn or saved can name such a member: cases with a fixed key are skipped before.
 */
export function protectsForeign(
  { operation, key, method }: Pick<PlannedRequest, 'operation' | 'key' | 'method'>,
  group: Pick<GroupState, 'foreign'> | undefined,
  { contract }: { readonly contract: Contract },
): string | undefined {
  if (key === undefined || !hasFreeKeys(contract) || group?.foreign.has(key) !== true) return undefined
  if (isReadingMethod(method ?? operationOf(contract, operation).method)) return undefined
  return `${key} exists in the group; the run never changes members from before the run`
}
