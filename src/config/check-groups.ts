import { type Contract, operationOf } from '../contract/contract.ts'
import { isObject } from '../json/pointer.ts'
import type { Shard } from '../plan/order/shard.ts'
import { UserError } from '../source/mistake.ts'

/**
 * Checks that all groups differ. In a shared group, a lane would report the writes of another lane as faults of the server. Ids
 * that differ only in case may name the same group.
 * @throws UserError where a group is named twice.
 */
export function checkGroups(groups: readonly string[], otherGroup: string | undefined): void {
  const seen = new Set<string>()
  for (const group of groups) {
    const known = group.toLowerCase()
    if (seen.has(known)) throw new UserError(`the group ${group} is named twice; each lane needs a group of its own`)
    seen.add(known)
  }
  if (otherGroup !== undefined && seen.has(otherGroup.toLowerCase()))
    throw new UserError('otherGroupId is also a groupId; otherGroupId must be a different group')
}

/**
 * Checks that each group id has the documented pattern. A group with another id cannot exist, so a run in it judges nothing.
 * @throws UserError for an id outside the pattern.
 */
export function checkGroupIds(groups: readonly (string | undefined)[], contract: Contract): void {
  const { parameter } = contract.resource.scope
  const declared = operationOf(contract, 'list').parameters.find((one) => one.in === 'path' && one.name === parameter)
  const pattern = isObject(declared?.schema) ? declared.schema['pattern'] : undefined
  if (typeof pattern !== 'string') return
  const expression = new RegExp(pattern, 'u')
  const wrong = groups.find((group) => group !== undefined && !expression.test(group))
  if (wrong !== undefined)
    throw new UserError(
      `the group id ${JSON.stringify(wrong)} breaks the pattern ${pattern} of ${parameter}; give the id of an existing group`,
    )
}

/**
 * The group of a shard: the first shard works in the first group, and so on.
 * @throws UserError for fewer groups than shards.
 */
export function groupOfShard(groups: readonly string[], { index, of }: Shard): string {
  const group = groups[index - 1]
  if (group !== undefined && groups.length >= of) return group
  const given = `${groups.length} ${groups.length === 1 ? 'is' : 'are'} given`
  throw new UserError(
    `shard ${index}/${of} needs ${of} groups, one for each shard; ${given}. Name all of them in each shard`,
  )
}
