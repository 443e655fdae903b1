import { UserError } from '../source/mistake.ts'

/**
 * Two lanes in one group would take each other's writes for the server's faults. Ids that differ in case alone may be one group.
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
    throw new UserError('otherGroupId is one of the groups to work in; it has to be another one')
}
