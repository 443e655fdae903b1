import { type Contract, operationOf } from '../contract/contract.ts'
import { isObject } from '../json/pointer.ts'
import type { Shard } from '../plan/order/shard.ts'
import { type Location, UserError } from '../source/mistake.ts'
import { placed } from './placed.ts'

/** The place of a group in the configuration, by its index; undefined for a group of a flag. */
export type LocateGroup = (group: number | 'other') => Location | undefined

/** The groups of a run. */
interface Groups {
  readonly groups: readonly string[]
  readonly otherGroup?: string | undefined
  readonly locateGroup?: LocateGroup | undefined
}

/**
 * Checks that all groups differ. In a shared group, a lane would report the writes of another lane as faults of the server. Ids
 * that differ only in case may name the same group.
 * @throws UserError where a group is named twice.
 */
export function checkGroups({ groups, otherGroup, locateGroup }: Groups): void {
  const known = groups.map((group) => group.toLowerCase())
  const twice = known.findIndex((group, index) => known.indexOf(group) < index)
  if (twice !== -1)
    throw placed(
      new UserError(`the group ${groups[twice] ?? ''} is named twice; each lane needs a group of its own`),
      locateGroup?.(twice),
    )
  if (otherGroup !== undefined && known.includes(otherGroup.toLowerCase()))
    throw placed(
      new UserError('otherGroupId is also a groupId; otherGroupId must be a different group'),
      locateGroup?.('other'),
    )
}

/**
 * Checks that each group id has the documented pattern. A group with another id cannot exist, so a run in it judges nothing.
 * @param hint how to mend the id
 * @throws UserError for an id outside the pattern.
 */
export function checkGroupIds(
  { groups, otherGroup, locateGroup }: Groups,
  contract: Contract,
  hint = 'give the id of an existing group',
): void {
  const { parameter } = contract.resource.scope
  const declared = operationOf(contract, 'list').parameters.find((one) => one.in === 'path' && one.name === parameter)
  const pattern = isObject(declared?.schema) ? declared.schema['pattern'] : undefined
  if (typeof pattern !== 'string') return
  const expression = new RegExp(pattern, 'u')
  for (const [index, group] of [...groups, otherGroup].entries()) {
    if (group === undefined || expression.test(group)) continue
    const message = `the group id ${JSON.stringify(group)} breaks the pattern ${pattern} of ${parameter}; ${hint}`
    throw placed(new UserError(message), locateGroup?.(index < groups.length ? index : 'other'))
  }
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
