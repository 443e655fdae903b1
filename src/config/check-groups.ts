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
