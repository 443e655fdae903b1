import { isReadingMethod } from '../contract/reading-method.ts'
import { type Contract, operationOf } from '../contract/contract.ts'
import { hasFreeKeys } from '../contract/keys.ts'
import type { PlannedRequest } from '../plan/planned-case.ts'
import type { GroupState } from './group-state.ts'

/** The groups that a write may reach, and the keys that its body names. */
export interface WriteReach {
  /** The group that the request names; undefined for one that is not of the run. */
  readonly group: Pick<GroupState, 'foreign' | 'isListed'> | undefined
  /** All groups of the run: a server may ignore the group of a request, or take it for another one. */
  readonly groups: readonly Pick<GroupState, 'id' | 'foreign'>[]
  /** The keys in the body, which a server may use in place of the key in the path. */
  readonly named: readonly string[]
}

/**
 * The reason why a request is not sent: it would write a member that the run did not create, or may do so. Undefined for other requests. The key
 * of the path counts in each group, and so do the keys in the body. A key that the contract does not list may also name such a member unseen.
 */
export function protectsForeign(
  request: Pick<PlannedRequest, 'operation' | 'key' | 'rawKey' | 'method'>,
  { group, groups, named }: WriteReach,
  { contract }: { readonly contract: Contract },
): string | undefined {
  if (!isWrite(request, contract)) return undefined
  const { key } = request
  const own = pathKeys(request).find((one) => group?.foreign.has(one))
  if (own !== undefined) return `${own} exists in the group; ${NEVER}`
  const elsewhere = foreignIn(groups, pathKeys(request))
  if (elsewhere !== undefined) return `${elsewhere.key} exists in the group ${elsewhere.id}; ${NEVER}`
  const inBody = foreignIn(groups, named)
  if (inBody !== undefined)
    return `the body of a request names ${inBody.key}, which exists in the group ${inBody.id}; ${NEVER}`
  if (key === undefined || group === undefined || contract.resource.key.values.includes(key)) return undefined
  // With free keys, each key that a case names is read where no list is whole.
  if (hasFreeKeys(contract) || group.isListed) return undefined
  return `${key} may exist in the group: the target gave no whole list; ${NEVER}`
}

/** True for a request that may change members. */
export function isWrite(
  { operation, method }: Pick<PlannedRequest, 'operation' | 'method'>,
  contract: Contract,
): boolean {
  return operation !== 'token' && !isReadingMethod(method ?? operationOf(contract, operation).method)
}

/** A key that has a member of another client, and the group of the member. */
export interface ForeignKey {
  readonly id: string
  readonly key: string
}

/** The first of these keys that has a member of another client in any of the groups; undefined for none. */
export function foreignIn(groups: WriteReach['groups'], keys: readonly string[]): ForeignKey | undefined {
  for (const { id, foreign } of groups)
    for (const key of foreign.size === 0 ? [] : keys) if (foreign.has(key)) return { id, key }
  return undefined
}

/** The key of the path, and the segment that is sent in place of it, decoded. */
function pathKeys({ key, rawKey }: Pick<PlannedRequest, 'key' | 'rawKey'>): readonly string[] {
  return [...(key === undefined ? [] : [key]), ...(rawKey === undefined ? [] : [rawKey, decoded(rawKey)])]
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const NEVER = 'the run never changes members from before the run'
